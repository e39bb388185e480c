import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { GitPullRequest, SearchX } from "lucide-react";
import { Empty } from "@/components/empty.tsx";
import { Loaded } from "@/components/loaded.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { Pager } from "@/components/pager.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { PullRequestList } from "@/features/scm/pull-request-list.tsx";
import { pullRequestsQuery } from "@/features/scm/queries.ts";
import { WorkItemFilters } from "@/features/scm/work-item-filters.tsx";
import { formatCount } from "@/lib/format.ts";

const route = getRouteApi("/signed-in/w/$slug/pull-requests");

export function PullRequestsPage() {
	const { slug } = route.useParams();
	const { page = 0, ...filter } = route.useSearch();
	const navigate = route.useNavigate();
	const pullRequests = useQuery(pullRequestsQuery(slug, { ...filter, page }));
	const isFiltered = Object.values(filter).some((value) => value !== undefined);
	return (
		<>
			<PageHeader
				title="Pull requests"
				description={
					<span role="status">
						{pullRequests.data ? formatCount(pullRequests.data.totalElements, "pull request") : "Counting…"}
					</span>
				}
			/>
			<WorkItemFilters
				slug={slug}
				states={["OPEN", "CLOSED", "MERGED"]}
				filter={filter}
				onChange={(changed) => navigate({ search: { ...filter, ...changed }, replace: true })}
			/>
			<Loaded query={pullRequests}>
				{({ content, totalElements, size }) =>
					content.length === 0 ? (
						<Empty
							icon={isFiltered ? SearchX : GitPullRequest}
							title={isFiltered ? "No pull request matches" : "No pull requests yet"}
							action={
								isFiltered ? (
									<Button variant="outline" onClick={() => navigate({ search: {} })}>
										Clear the filters
									</Button>
								) : (
									<Button asChild variant="outline">
										<Link to="/w/$slug/sync" params={{ slug }}>
											See the sync
										</Link>
									</Button>
								)
							}
						>
							{isFiltered
								? "Try fewer words or another state."
								: "They appear as the sync finds them and when one is opened."}
						</Empty>
					) : (
						<div className={pullRequests.isPlaceholderData ? "opacity-60 transition-opacity" : undefined}>
							<Card className="overflow-hidden">
								<PullRequestList slug={slug} pullRequests={content} />
							</Card>
							<Pager
								page={page}
								size={size}
								total={totalElements}
								onPage={(next) => navigate({ search: { ...filter, page: next || undefined } })}
							/>
						</div>
					)
				}
			</Loaded>
		</>
	);
}
