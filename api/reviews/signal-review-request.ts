import type { ReviewArtifact } from "@hephaestus/db/reviews/find-review-artifact.ts";
import { reviewArtifactId } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import {
	type ReviewArtifactInput,
	type ReviewRequest,
	requestReviewSignal,
} from "@hephaestus/workflows/reviews/messages.ts";
import { TypedSearchAttributes } from "@temporalio/common";
import type { TemporalGateway } from "../operations/temporal.ts";
import type { WorkspaceAccess } from "../workspaces/access.ts";

/**
 * Hands a request to the artifact's workflow, starting it when it does not run. Throws the 503 problem when Temporal is
 * away.
 */
export async function signalReviewRequest(
	temporal: TemporalGateway,
	workspace: Pick<WorkspaceAccess, "id" | "slug">,
	{ repositoryId, nameWithOwner, issueId, number }: ReviewArtifact,
	request: ReviewRequest,
): Promise<{ workflowId: string; requestId: string }> {
	const workflowId = reviewArtifactId(workspace.id, nameWithOwner, number);
	const input: ReviewArtifactInput = {
		workspaceId: workspace.id,
		workspaceSlug: workspace.slug,
		repositoryId,
		nameWithOwner,
		issueId,
		number,
	};
	await temporal.use((client) =>
		client.workflow.signalWithStart("reviewArtifact", {
			workflowId,
			taskQueue: QUEUES.core,
			args: [input],
			signal: requestReviewSignal,
			signalArgs: [request],
			typedSearchAttributes: new TypedSearchAttributes([
				{ key: SEARCH_ATTRIBUTES.workspace, value: workspace.slug },
				{ key: SEARCH_ATTRIBUTES.repository, value: nameWithOwner },
			]),
		}),
	);
	return { workflowId, requestId: request.requestId };
}
