import { Link } from "@tanstack/react-router";
import { formatCount } from "@/lib/format.ts";
import type { Review } from "./queries.ts";

const height = 132;
const middle = height / 2;
const barWidth = 14;
const gap = 8;

/** Strengths upward, problems downward, one column a review, oldest at the left; each column leads to its review. */
export function OutcomeChart({ slug, reviews }: { slug: string; reviews: Review[] }) {
	const columns = reviews.toReversed();
	const most = Math.max(1, ...columns.flatMap(({ problems, strengths }) => [problems, strengths]));
	const unit = (middle - 6) / most;
	const width = columns.length * (barWidth + gap) - gap;
	return (
		<figure>
			<figcaption className="mb-3 flex flex-wrap gap-x-5 gap-y-1 text-muted-foreground text-sm">
				<span className="inline-flex items-center gap-1.5">
					<span aria-hidden="true" className="size-2.5 rounded-sm bg-success" /> Strengths, above the line
				</span>
				<span className="inline-flex items-center gap-1.5">
					<span aria-hidden="true" className="size-2.5 rounded-sm bg-warning" /> Problems, below it
				</span>
			</figcaption>
			<ul className="flex w-full items-stretch" style={{ maxWidth: `${width * 2}px`, height: `${height}px` }}>
				{columns.map((review) => (
					<li key={review.id} className="min-w-0 flex-1">
						<Link
							to="/w/$slug/reviews/$reviewId"
							params={{ slug, reviewId: review.id }}
							aria-label={`${review.pullRequest.title}: ${formatCount(review.strengths, "strength")}, ${formatCount(review.problems, "problem")}`}
							title={review.pullRequest.title}
							className="block h-full rounded-sm hover:bg-accent"
						>
							<svg
								viewBox={`0 0 ${barWidth + gap} ${height}`}
								preserveAspectRatio="none"
								aria-hidden="true"
								className="size-full"
							>
								<line x1="0" x2={barWidth + gap} y1={middle} y2={middle} className="stroke-border" strokeWidth="1" />
								<rect
									x={gap / 2}
									width={barWidth}
									y={middle - 1 - review.strengths * unit}
									height={review.strengths * unit}
									className="fill-success"
								/>
								<rect
									x={gap / 2}
									width={barWidth}
									y={middle + 1}
									height={review.problems * unit}
									className="fill-warning"
								/>
							</svg>
						</Link>
					</li>
				))}
			</ul>
		</figure>
	);
}
