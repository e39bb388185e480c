import { Link } from "@tanstack/react-router";
import { FindingsCount } from "@/components/findings-count.tsx";
import { Instant } from "@/components/instant.tsx";
import { ReviewBadge } from "@/components/review-badge.tsx";
import { triggerWords } from "@/lib/review-words.ts";
import type { PullRequestDetail } from "./queries.ts";

/** The reviews of one pull request, newest first, with the stage of the one that runs. */
export function PullRequestReviews({ slug, reviews }: { slug: string; reviews: PullRequestDetail["reviews"] }) {
	return (
		<ol className="-mx-2 space-y-1">
			{reviews.map((review) => (
				<li key={review.id}>
					<Link
						to="/w/$slug/reviews/$reviewId"
						params={{ slug, reviewId: review.id }}
						className="block space-y-1 rounded-md px-2 py-2 text-sm hover:bg-accent"
					>
						<span className="flex flex-wrap items-center gap-2">
							<ReviewBadge {...review} />
							{review.status === "COMPLETED" ? <FindingsCount {...review} /> : null}
						</span>
						<span className="block text-muted-foreground text-xs">
							{triggerWords(review.trigger)} · <Instant at={review.createdAt} />
						</span>
					</Link>
				</li>
			))}
		</ol>
	);
}
