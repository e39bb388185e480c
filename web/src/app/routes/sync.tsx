import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { FolderGit2 } from "lucide-react";
import { Empty } from "@/components/empty.tsx";
import { ExternalLink } from "@/components/external-link.tsx";
import { Instant } from "@/components/instant.tsx";
import { Loaded } from "@/components/loaded.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { BudgetGauge } from "@/features/scm/budget-gauge.tsx";
import { syncQuery } from "@/features/scm/queries.ts";
import { SyncCounts } from "@/features/scm/sync-counts.tsx";
import { SyncRepositories } from "@/features/scm/sync-repositories.tsx";
import { SyncRun } from "@/features/scm/sync-run.tsx";

const route = getRouteApi("/signed-in/w/$slug/sync");

export function SyncPage() {
	const { slug } = route.useParams();
	const sync = useQuery(syncQuery(slug));
	const temporalUrl = sync.data?.temporalUrl;
	return (
		<>
			<PageHeader
				title="Sync"
				description="How well the mirror matches the forge."
				actions={
					temporalUrl ? (
						<ExternalLink href={temporalUrl} className="text-sm">
							Open in Temporal
						</ExternalLink>
					) : null
				}
			/>
			<Loaded query={sync}>
				{({ run, counts, budget, repositories, lastDeliveryAt }) => (
					<div className="space-y-5">
						<SyncRun slug={slug} run={run} />
						<SyncCounts counts={counts} />
						<div className="grid gap-5 md:grid-cols-2">
							<BudgetGauge budget={budget} />
							<Card>
								<CardHeader>
									<CardTitle>Webhooks</CardTitle>
								</CardHeader>
								<CardContent className="text-sm">
									{lastDeliveryAt ? (
										<p>
											<span className="font-semibold text-2xl tracking-tight">
												<Instant at={lastDeliveryAt} />
											</span>
											<span className="block pt-1 text-muted-foreground">the newest delivery arrived</span>
										</p>
									) : (
										<p className="text-muted-foreground">
											None has arrived yet. Changes are found by the next sync until the forge sends them here.
										</p>
									)}
								</CardContent>
							</Card>
						</div>
						<Card>
							<CardHeader>
								<CardTitle>Repositories</CardTitle>
							</CardHeader>
							{repositories.length === 0 ? (
								<CardContent>
									<Empty icon={FolderGit2} title="No repository yet">
										The first sync looks for them. If none appears, the connection can read none.
									</Empty>
								</CardContent>
							) : (
								<SyncRepositories repositories={repositories} />
							)}
						</Card>
					</div>
				)}
			</Loaded>
		</>
	);
}
