import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { workspaceKey } from "@/lib/query-keys.ts";
import { approveFeedback, discardFeedback, type ReviewDetail, rerunReview } from "./queries.ts";

interface ApprovalProps {
	slug: string;
	review: ReviewDetail;
}

/** Feedback that waits for a person: what sending it means, Send and Discard, or why it cannot be sent any more. */
export function Approval({ slug, review }: ApprovalProps) {
	const { feedback } = review;
	if (feedback === null) return null;
	const hasFailed = feedback.state === "FAILED" && feedback.approvedAt !== null;
	if (feedback.state !== "AWAITING_APPROVAL" && !hasFailed) return null;
	if (feedback.isStale)
		return (
			<Alert
				kind="warning"
				title="New commits arrived after this review"
				actions={
					<>
						{review.mayRerun ? <ReviewAgain slug={slug} review={review} /> : null}
						{review.mayDecide && !hasFailed ? <Discard slug={slug} review={review} /> : null}
					</>
				}
			>
				The feedback below is about {review.headSha.slice(0, 7)} and can no longer be sent. A new review reads the
				newest commit.
			</Alert>
		);
	return (
		<Alert
			kind={hasFailed ? "danger" : "warning"}
			title={hasFailed ? "Sending the feedback failed" : "Waiting for your approval"}
			actions={
				review.mayDecide ? (
					<>
						<Approve slug={slug} review={review} />
						{hasFailed ? null : <Discard slug={slug} review={review} />}
					</>
				) : null
			}
		>
			{hasFailed ? feedback.suppressionReason : <Explanation review={review} />}
		</Alert>
	);
}

function Explanation({ review: { mayDecide, pullRequest } }: { review: ReviewDetail }) {
	return mayDecide
		? `Nothing was posted yet. Send puts exactly the text below on ${pullRequest.repository}#${pullRequest.number}.`
		: "Nothing was posted yet. An administrator of the workspace sends or discards the text below.";
}

function Approve({ slug, review }: ApprovalProps) {
	const approve = useDecision({ slug, review }, approveFeedback, {
		done: "Sending the feedback",
		detail: "It shows here once it stands on the pull request.",
		failed: "The feedback was not sent",
	});
	return (
		<Button onClick={() => approve.mutate()} disabled={approve.isPending}>
			<Send aria-hidden="true" /> {approve.isPending ? "Sending…" : "Send"}
		</Button>
	);
}

/** Asks once more, since there is no way back. */
function Discard({ slug, review }: ApprovalProps) {
	const [isAsking, setAsking] = useState(false);
	const discard = useDecision({ slug, review }, discardFeedback, {
		done: "Discarded",
		detail: "Nothing was posted.",
		failed: "The feedback was not discarded",
	});
	if (!isAsking)
		return (
			<Button variant="outline" onClick={() => setAsking(true)}>
				<Trash2 aria-hidden="true" /> Discard
			</Button>
		);
	return (
		<>
			<Button variant="danger" autoFocus onClick={() => discard.mutate()} disabled={discard.isPending}>
				<Trash2 aria-hidden="true" /> Discard for good
			</Button>
			<Button variant="outline" onClick={() => setAsking(false)}>
				Keep it
			</Button>
		</>
	);
}

function ReviewAgain({ slug, review }: ApprovalProps) {
	const rerun = useDecision({ slug, review }, rerunReview, {
		done: "Asked for a new review",
		detail: "It reads the newest commit.",
		failed: "No review was asked for",
	});
	return (
		<Button onClick={() => rerun.mutate()} disabled={rerun.isPending}>
			<RotateCcw aria-hidden="true" /> Review again
		</Button>
	);
}

function useDecision(
	{ slug, review }: ApprovalProps,
	decide: (slug: string, reviewId: string) => Promise<unknown>,
	words: { done: string; detail: string; failed: string },
) {
	const queryClient = useQueryClient();
	return useMutation({
		mutationFn: () => decide(slug, review.id),
		onSuccess: () => toast.success(words.done, { description: words.detail }),
		onError: (error) => toast.error(words.failed, { description: error.message }),
		onSettled: () => queryClient.invalidateQueries({ queryKey: workspaceKey(slug) }),
	});
}
