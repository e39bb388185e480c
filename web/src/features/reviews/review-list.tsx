import { Link } from "@tanstack/react-router";
import { FindingsCount } from "@/components/findings-count.tsx";
import { Instant } from "@/components/instant.tsx";
import { ReviewBadge } from "@/components/review-badge.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { formatCost } from "@/lib/format.ts";
import { triggerWords } from "@/lib/review-words.ts";
import type { Review } from "./queries.ts";

/** Reviews by the pull request they read; the title is the link. */
export function ReviewList({ slug, reviews }: { slug: string; reviews: Review[] }) {
	return (
		<ul className="divide-y">
			{reviews.map((review) => (
				<li
					key={review.id}
					className="relative flex flex-wrap items-start gap-x-4 gap-y-2 px-5 py-3.5 hover:bg-accent/40"
				>
					<div className="min-w-0 flex-1 basis-64 space-y-1">
						<Link
							to="/w/$slug/reviews/$reviewId"
							params={{ slug, reviewId: review.id }}
							className="break-words font-medium after:absolute after:inset-0 hover:text-primary"
						>
							{review.pullRequest.title}
						</Link>
						<p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-sm">
							<span className="break-all">
								{review.pullRequest.repository}#{review.pullRequest.number}
							</span>
							<span>{triggerWords(review.trigger)}</span>
							<Instant at={review.createdAt} />
						</p>
					</div>
					<div className="flex flex-wrap items-center gap-3">
						{review.status === "COMPLETED" ? <FindingsCount {...review} /> : null}
						{review.costUsd !== null && review.costUsd > 0 ? (
							<span className="text-muted-foreground text-sm tabular-nums">{formatCost(review.costUsd)}</span>
						) : null}
						{review.deliveryStatus === "AWAITING_APPROVAL" ? <Badge tone="warning">Waiting for approval</Badge> : null}
						<ReviewBadge {...review} />
					</div>
				</li>
			))}
		</ul>
	);
}
