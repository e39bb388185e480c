import { ApplicationFailure, CancellationScope, isCancellation, upsertSearchAttributes } from "@temporalio/workflow";
import { tell } from "../operations/details.ts";
import { SEARCH_ATTRIBUTES } from "../operations/search-attributes.ts";
import { describeFailure } from "./failures.ts";
import type { DeliverFeedbackInput } from "./messages.ts";
import { delivery, records } from "./proxies.ts";

/**
 * Posts what a review composed and a person approved. It looks for its own comments first, so it may run again; when it
 * fails, the review says why and can be approved once more.
 */
export async function deliverFeedback(input: DeliverFeedbackInput): Promise<void> {
	const { workspaceId, reviewId } = input;
	const title = `${input.nameWithOwner}#${input.number}`;
	upsertSearchAttributes([
		{ key: SEARCH_ATTRIBUTES.workspace, value: input.workspaceSlug },
		{ key: SEARCH_ATTRIBUTES.repository, value: input.nameWithOwner },
	]);
	tell("DELIVERING", `Posts the approved feedback on ${title}.`);
	try {
		await delivery.deliverReview({ workspaceId, reviewId });
	} catch (error) {
		const { message, nextStep } = isCancellation(error) ? CANCELLED : describeFailure(error, "DELIVERING");
		await CancellationScope.nonCancellable(() =>
			records.failDelivery({ workspaceId, reviewId, reason: `${message} ${nextStep}` }),
		);
		tell("FAILED", `The feedback on ${title} was not posted: ${message} ${nextStep}`);
		if (isCancellation(error)) throw error;
		throw ApplicationFailure.create({ type: "DeliveryFailed", message, details: [{ nextStep }] });
	}
	tell("DONE", `The feedback on ${title} was dealt with; the review's page says how.`);
}

const CANCELLED = {
	message: "The delivery was cancelled in Temporal.",
	nextStep: "Send it again from the review's page.",
};
