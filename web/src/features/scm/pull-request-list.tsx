import { Link } from "@tanstack/react-router";
import { MessageSquare } from "lucide-react";
import { FindingsCount } from "@/components/findings-count.tsx";
import { Instant } from "@/components/instant.tsx";
import { Person } from "@/components/person.tsx";
import { ReviewBadge } from "@/components/review-badge.tsx";
import { Labels } from "./labels.tsx";
import type { PullRequest } from "./queries.ts";
import { PullRequestState } from "./state-badge.tsx";

/** Rows that read well from a phone to a wide screen; the title is the link. */
export function PullRequestList({ slug, pullRequests }: { slug: string; pullRequests: PullRequest[] }) {
	return (
		<ul className="divide-y">
			{pullRequests.map((pullRequest) => (
				<li
					key={pullRequest.id}
					className="relative flex flex-wrap items-start gap-x-4 gap-y-2 px-5 py-3.5 hover:bg-accent/40"
				>
					<div className="min-w-0 flex-1 basis-64 space-y-1">
						<Link
							to="/w/$slug/pull-requests/$id"
							params={{ slug, id: pullRequest.id }}
							className="break-words font-medium after:absolute after:inset-0 hover:text-primary"
						>
							{pullRequest.title}
						</Link>
						<p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-sm">
							<span className="break-all">
								{pullRequest.repository.nameWithOwner}#{pullRequest.number}
							</span>
							<Person person={pullRequest.author} className="max-w-40" />
							<span>
								updated <Instant at={pullRequest.updatedAt} />
							</span>
							{pullRequest.commentsCount > 0 ? (
								<span className="inline-flex items-center gap-1">
									<MessageSquare aria-hidden="true" className="size-3.5" /> {pullRequest.commentsCount}
									<span className="sr-only"> comments</span>
								</span>
							) : null}
						</p>
						{pullRequest.labels.length > 0 ? (
							<p className="flex flex-wrap gap-1.5 pt-0.5">
								<Labels labels={pullRequest.labels} />
							</p>
						) : null}
					</div>
					<div className="flex flex-wrap items-center gap-2">
						{pullRequest.latestReview ? <LatestReview review={pullRequest.latestReview} /> : null}
						<PullRequestState {...pullRequest} />
					</div>
				</li>
			))}
		</ul>
	);
}

function LatestReview({ review }: { review: NonNullable<PullRequest["latestReview"]> }) {
	return (
		<>
			<span className="sr-only">Latest review:</span>
			{review.status === "COMPLETED" ? <FindingsCount {...review} /> : null}
			<ReviewBadge {...review} />
		</>
	);
}
