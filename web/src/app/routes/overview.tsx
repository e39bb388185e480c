import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { GitPullRequest, ScanSearch } from "lucide-react";
import type { ReactNode } from "react";
import { Empty } from "@/components/empty.tsx";
import { ExternalLink } from "@/components/external-link.tsx";
import { Loaded } from "@/components/loaded.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { SkeletonRows } from "@/components/ui/skeleton.tsx";
import { Outcomes } from "@/features/reviews/outcomes.tsx";
import { reviewsQuery } from "@/features/reviews/queries.ts";
import { ReviewList } from "@/features/reviews/review-list.tsx";
import { PullRequestList } from "@/features/scm/pull-request-list.tsx";
import { pullRequestsQuery, syncQuery } from "@/features/scm/queries.ts";
import { SyncSummary } from "@/features/scm/sync-summary.tsx";
import { KeyNumbers } from "@/features/workspaces/key-numbers.tsx";
import { workspaceQuery } from "@/features/workspaces/queries.ts";
import { formatCount } from "@/lib/format.ts";

const route = getRouteApi("/signed-in/w/$slug/");
const chartedReviews = 24;
const listed = 5;

export function OverviewPage() {
	const { slug } = route.useParams();
	const workspace = useQuery(workspaceQuery(slug));
	const sync = useQuery(syncQuery(slug));
	return (
		<>
			<PageHeader
				title={workspace.data?.displayName ?? "Overview"}
				description={
					workspace.data ? (
						<ExternalLink href={`${workspace.data.serverUrl}/${workspace.data.accountLogin}`}>
							{workspace.data.accountLogin}
						</ExternalLink>
					) : null
				}
			/>
			<div className="space-y-6">
				<Loaded query={workspace} skeleton={<SkeletonRows rows={1} className="h-24" />}>
					{({ counts }) => <KeyNumbers slug={slug} counts={counts} />}
				</Loaded>
				<Loaded query={sync} skeleton={<SkeletonRows rows={1} />}>
					{(status) => <SyncSummary slug={slug} status={status} />}
				</Loaded>
				<AwaitingApproval slug={slug} count={workspace.data?.counts.awaitingApproval ?? 0} />
				<Reviews slug={slug} />
				<RecentPullRequests slug={slug} />
			</div>
		</>
	);
}

function AwaitingApproval({ slug, count }: { slug: string; count: number }) {
	if (count === 0) return null;
	return (
		<Alert kind="warning" title={`${formatCount(count, "review")} waiting for approval`}>
			Nothing is posted before somebody sends it.{" "}
			<Link
				to="/w/$slug/reviews"
				params={{ slug }}
				search={{ deliveryStatus: "AWAITING_APPROVAL" }}
				className="font-medium text-primary underline-offset-4 hover:underline"
			>
				Look through {count === 1 ? "it" : "them"}
			</Link>
		</Alert>
	);
}

function Reviews({ slug }: { slug: string }) {
	const reviews = useQuery(reviewsQuery(slug, { page: 0, size: chartedReviews }));
	return (
		<div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
			<Card className="overflow-hidden">
				<CardHeader>
					<CardTitle>Latest reviews</CardTitle>
					<SeeAll>
						<Link to="/w/$slug/reviews" params={{ slug }}>
							All reviews
						</Link>
					</SeeAll>
				</CardHeader>
				<Loaded query={reviews} skeleton={<PaddedSkeleton />}>
					{({ content }) =>
						content.length === 0 ? (
							<CardContent>
								<Empty icon={ScanSearch} title="No reviews yet">
									The next pull request that is opened or pushed to gets one.
								</Empty>
							</CardContent>
						) : (
							<div className="border-t">
								<ReviewList slug={slug} reviews={content.slice(0, listed)} />
							</div>
						)
					}
				</Loaded>
			</Card>
			<Card>
				<CardHeader>
					<CardTitle>What reviews found</CardTitle>
				</CardHeader>
				<CardContent>
					<Loaded query={reviews} skeleton={<SkeletonRows rows={3} />}>
						{({ content }) => <Outcomes slug={slug} reviews={content} />}
					</Loaded>
				</CardContent>
			</Card>
		</div>
	);
}

function RecentPullRequests({ slug }: { slug: string }) {
	const pullRequests = useQuery(pullRequestsQuery(slug, { page: 0, size: listed }));
	return (
		<Card className="overflow-hidden">
			<CardHeader>
				<CardTitle>Recent pull requests</CardTitle>
				<SeeAll>
					<Link to="/w/$slug/pull-requests" params={{ slug }}>
						All pull requests
					</Link>
				</SeeAll>
			</CardHeader>
			<Loaded query={pullRequests} skeleton={<PaddedSkeleton />}>
				{({ content }) =>
					content.length === 0 ? (
						<CardContent>
							<Empty icon={GitPullRequest} title="No pull requests yet">
								They appear as the sync finds them.
							</Empty>
						</CardContent>
					) : (
						<div className="border-t">
							<PullRequestList slug={slug} pullRequests={content} />
						</div>
					)
				}
			</Loaded>
		</Card>
	);
}

function SeeAll({ children }: { children: ReactNode }) {
	return <span className="text-primary text-sm underline-offset-4 hover:underline">{children}</span>;
}

function PaddedSkeleton() {
	return (
		<CardContent>
			<SkeletonRows rows={3} />
		</CardContent>
	);
}
