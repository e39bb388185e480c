import { REVIEW_STATUSES } from "@hephaestus/domain/reviews/states.ts";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ScanSearch } from "lucide-react";
import { Empty } from "@/components/empty.tsx";
import { Loaded } from "@/components/loaded.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { Pager } from "@/components/pager.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { Select } from "@/components/ui/input.tsx";
import { reviewsQuery } from "@/features/reviews/queries.ts";
import { ReviewList } from "@/features/reviews/review-list.tsx";
import { formatCount } from "@/lib/format.ts";
import { statusWords } from "@/lib/review-words.ts";

const route = getRouteApi("/signed-in/w/$slug/reviews");

const words = { ...statusWords, AWAITING_APPROVAL: "Waiting for approval" };

/** One choice among how a review went and what became of its feedback. */
function toFilter(chosen: string) {
	if (chosen === "AWAITING_APPROVAL") return { deliveryStatus: chosen } as const;
	return { status: REVIEW_STATUSES.find((known) => known === chosen) };
}

export function ReviewsPage() {
	const { slug } = route.useParams();
	const { page = 0, ...filter } = route.useSearch();
	const chosen = filter.deliveryStatus ?? filter.status;
	const navigate = route.useNavigate();
	const reviews = useQuery(reviewsQuery(slug, { ...filter, page }));
	return (
		<>
			<PageHeader
				title="Reviews"
				description={
					<span role="status">{reviews.data ? formatCount(reviews.data.totalElements, "review") : "Counting…"}</span>
				}
				actions={
					<Select
						aria-label="Status"
						className="w-44"
						value={chosen ?? ""}
						onChange={(event) => navigate({ search: toFilter(event.target.value), replace: true })}
					>
						<option value="">Any status</option>
						<option value="AWAITING_APPROVAL">{words.AWAITING_APPROVAL}</option>
						{REVIEW_STATUSES.map((known) => (
							<option key={known} value={known}>
								{statusWords[known]}
							</option>
						))}
					</Select>
				}
			/>
			<Loaded query={reviews}>
				{({ content, totalElements, size }) =>
					content.length === 0 ? (
						<Empty
							icon={ScanSearch}
							title={chosen ? `No review is ${words[chosen].toLowerCase()}` : "No reviews yet"}
							action={
								<Button asChild variant="outline">
									<Link to="/w/$slug/pull-requests" params={{ slug }}>
										Choose a pull request
									</Link>
								</Button>
							}
						>
							A review starts when a pull request is opened or pushed to, or when somebody asks for one.
						</Empty>
					) : (
						<div className={reviews.isPlaceholderData ? "opacity-60 transition-opacity" : undefined}>
							<Card className="overflow-hidden">
								<ReviewList slug={slug} reviews={content} />
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
