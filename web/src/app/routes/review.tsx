import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { ExternalLink } from "@/components/external-link.tsx";
import { Loaded } from "@/components/loaded.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { Person } from "@/components/person.tsx";
import { ReviewBadge } from "@/components/review-badge.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { Approval } from "@/features/reviews/approval.tsx";
import { FeedbackView } from "@/features/reviews/feedback.tsx";
import { Observations } from "@/features/reviews/observations.tsx";
import { isUnderWay, type ReviewDetail, reviewQuery } from "@/features/reviews/queries.ts";
import { ReviewActions } from "@/features/reviews/review-actions.tsx";
import { ReviewFacts } from "@/features/reviews/review-facts.tsx";
import { StageStepper } from "@/features/reviews/stage-stepper.tsx";
import { cn } from "@/lib/class-names.ts";
import { stageWords, statusWords } from "@/lib/review-words.ts";

const route = getRouteApi("/signed-in/w/$slug/reviews/$reviewId");

export function ReviewPage() {
	const { slug, reviewId } = route.useParams();
	const review = useQuery(reviewQuery(slug, reviewId));
	return (
		<>
			<Link
				to="/w/$slug/reviews"
				params={{ slug }}
				className="mb-3 inline-flex items-center gap-1 text-muted-foreground text-sm hover:text-foreground"
			>
				<ArrowLeft aria-hidden="true" className="size-4" /> Reviews
			</Link>
			<Loaded query={review}>{(loaded) => <ReviewView slug={slug} review={loaded} />}</Loaded>
		</>
	);
}

function ReviewView({ slug, review }: { slug: string; review: ReviewDetail }) {
	const underWay = isUnderWay(review.status);
	// What somebody has to decide about comes first.
	const waits = review.feedback?.state === "AWAITING_APPROVAL";
	const feedback = (
		<Section id="feedback" title="Feedback">
			<FeedbackView feedback={review.feedback} deliveryReason={review.deliveryReason} status={review.status} />
		</Section>
	);
	return (
		<>
			<PageHeader
				title={`Review of ${review.pullRequest.title}`}
				heading={review.pullRequest.title}
				description={<Context slug={slug} review={review} />}
				actions={<ReviewActions slug={slug} review={review} />}
			/>
			<p aria-live="polite" className="sr-only">
				{underWay ? stageWords[review.stage].name : statusWords[review.status]}
			</p>
			<div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_18rem]">
				<div className="min-w-0 space-y-8 lg:col-start-1 lg:row-start-1">
					{review.error ? (
						<Alert kind="danger" title={review.error.message}>
							{review.error.nextStep}
						</Alert>
					) : null}
					<Approval slug={slug} review={review} />
					{waits ? feedback : null}
					<Section id="findings" title="Findings">
						<Observations review={review} underWay={underWay} />
					</Section>
					{waits ? null : feedback}
				</div>
				<aside
					aria-label="Progress and cost"
					className={cn("min-w-0 space-y-5 lg:col-start-2 lg:row-start-1", underWay && "row-start-1")}
				>
					<Card>
						<CardHeader>
							<CardTitle>Stages</CardTitle>
						</CardHeader>
						<CardContent>
							<StageStepper review={review} />
						</CardContent>
					</Card>
					<Card>
						<CardHeader>
							<CardTitle>The run</CardTitle>
						</CardHeader>
						<CardContent>
							<ReviewFacts review={review} />
						</CardContent>
					</Card>
				</aside>
			</div>
		</>
	);
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
	return (
		<section aria-labelledby={id} className="space-y-3">
			<h2 id={id} className="font-semibold text-lg tracking-tight">
				{title}
			</h2>
			{children}
		</section>
	);
}

function Context({ slug, review }: { slug: string; review: ReviewDetail }) {
	const { pullRequest } = review;
	return (
		<p className="flex flex-wrap items-center gap-x-3 gap-y-1.5 pt-1">
			<ReviewBadge {...review} />
			<Link
				to="/w/$slug/pull-requests/$id"
				params={{ slug, id: pullRequest.id }}
				className="break-all text-primary underline-offset-4 hover:underline"
			>
				{pullRequest.repository}#{pullRequest.number}
			</Link>
			<Person person={pullRequest.author} />
			<ExternalLink href={pullRequest.htmlUrl}>On the forge</ExternalLink>
		</p>
	);
}
