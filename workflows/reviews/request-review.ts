import { TypedSearchAttributes } from "@temporalio/common";
import { reviewArtifactId } from "../operations/ids.ts";
import { QUEUES } from "../operations/queues.ts";
import { SEARCH_ATTRIBUTES } from "../operations/search-attributes.ts";
import { type ReviewArtifactInput, type ReviewRequest, requestReviewSignal } from "./messages.ts";

/** What a client's `signalWithStart` takes to hand a request to the artifact's workflow, starting it when it does not run. */
export function requestReview(input: ReviewArtifactInput, request: ReviewRequest) {
	const args: [ReviewArtifactInput] = [input];
	const signalArgs: [ReviewRequest] = [request];
	return {
		workflowId: reviewArtifactId(input.workspaceId, input.nameWithOwner, input.number),
		taskQueue: QUEUES.core,
		args,
		signal: requestReviewSignal,
		signalArgs,
		typedSearchAttributes: new TypedSearchAttributes([
			{ key: SEARCH_ATTRIBUTES.workspace, value: input.workspaceSlug },
			{ key: SEARCH_ATTRIBUTES.repository, value: input.nameWithOwner },
		]),
	};
}
