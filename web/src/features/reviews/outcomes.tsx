import { Link } from "@tanstack/react-router";
import { formatCount } from "@/lib/format.ts";
import type { Review } from "./queries.ts";

const height = 120;
const columnWidth = 20;
const barWidth = 12;

/** What the latest completed reviews found, in numbers and as a chart. */
export function Outcomes({ slug, reviews }: { slug: string; reviews: Review[] }) {
	const completed = reviews.filter(({ status }) => status === "COMPLETED").toReversed();
	if (completed.length === 0) return <p className="text-muted-foreground text-sm">No review has been completed yet.</p>;
	return (
		<figure className="space-y-4">
			<figcaption className="space-y-3">
				<p className="text-muted-foreground text-sm">In the last {formatCount(completed.length, "completed review")}</p>
				<div className="flex gap-8">
					<Total className="bg-chart-good" count={sum(completed, "strengths")} noun="strength" hint="above the line" />
					<Total className="bg-chart-bad" count={sum(completed, "problems")} noun="problem" hint="below it" />
				</div>
			</figcaption>
			{completed.length > 1 ? <Chart slug={slug} reviews={completed} /> : null}
		</figure>
	);
}

function sum(reviews: Review[], key: "problems" | "strengths"): number {
	return reviews.reduce((total, review) => total + review[key], 0);
}

function Total({ className, count, noun, hint }: { className: string; count: number; noun: string; hint: string }) {
	return (
		<p className="text-sm">
			<span className="block font-semibold text-2xl tabular-nums tracking-tight">{count}</span>
			<span className="flex items-center gap-1.5">
				<span aria-hidden="true" className={`size-2.5 rounded-sm ${className}`} />
				{count === 1 ? noun : `${noun}s`}
			</span>
			<span className="block text-muted-foreground text-xs">{hint}</span>
		</p>
	);
}

/** As wide as its columns need, so that its ends are the earliest and the newest review. */
function Chart({ slug, reviews }: { slug: string; reviews: Review[] }) {
	return (
		<div className="space-y-1" style={{ maxWidth: `${reviews.length * 3}rem` }}>
			<Columns slug={slug} reviews={reviews} />
			<p className="flex justify-between text-muted-foreground text-xs" aria-hidden="true">
				<span>earlier</span>
				<span>newest</span>
			</p>
		</div>
	);
}

/**
 * Strengths upward, problems downward, one column a review; each column leads to its review. The line lies where both
 * sides have the room they need.
 */
function Columns({ slug, reviews }: { slug: string; reviews: Review[] }) {
	const most = (key: "problems" | "strengths") => Math.max(0, ...reviews.map((review) => review[key]));
	const unit = (height - 4) / Math.max(1, most("strengths") + most("problems"));
	const line = 2 + most("strengths") * unit;
	return (
		<ul className="flex w-full" style={{ height: `${height}px` }}>
			{reviews.map((review) => (
				<li key={review.id} className="min-w-0 flex-1">
					<Link
						to="/w/$slug/reviews/$reviewId"
						params={{ slug, reviewId: review.id }}
						aria-label={`${review.pullRequest.title}: ${formatCount(review.strengths, "strength")}, ${formatCount(review.problems, "problem")}`}
						title={review.pullRequest.title}
						className="block h-full hover:bg-accent"
					>
						<svg
							viewBox={`0 0 ${columnWidth} ${height}`}
							preserveAspectRatio="none"
							aria-hidden="true"
							className="size-full"
						>
							<line x1="0" x2={columnWidth} y1={line} y2={line} className="stroke-input" strokeWidth="1" />
							<Bar
								y={line - 1 - review.strengths * unit}
								length={review.strengths * unit}
								className="fill-chart-good"
							/>
							<Bar y={line + 1} length={review.problems * unit} className="fill-chart-bad" />
						</svg>
					</Link>
				</li>
			))}
		</ul>
	);
}

function Bar({ y, length, className }: { y: number; length: number; className: string }) {
	return (
		<rect x={(columnWidth - barWidth) / 2} width={barWidth} y={y} height={length} rx="1.5" className={className} />
	);
}
