import type { ReviewArtifact } from "@hephaestus/db/reviews/find-review-artifact.ts";
import type { ReviewArtifactInput, ReviewRequest } from "@hephaestus/workflows/reviews/messages.ts";
import { requestReview } from "@hephaestus/workflows/reviews/request-review.ts";
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
	const input: ReviewArtifactInput = {
		workspaceId: workspace.id,
		workspaceSlug: workspace.slug,
		repositoryId,
		nameWithOwner,
		issueId,
		number,
	};
	const options = requestReview(input, request);
	await temporal.use((client) => client.workflow.signalWithStart("reviewArtifact", options));
	return { workflowId: options.workflowId, requestId: request.requestId };
}
