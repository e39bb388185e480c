import type { ReviewArtifact } from "@hephaestus/db/reviews/find-review-artifact.ts";
import { deliverFeedbackId } from "@hephaestus/workflows/operations/ids.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import type { DeliverFeedbackInput } from "@hephaestus/workflows/reviews/messages.ts";
import { TypedSearchAttributes } from "@temporalio/common";
import type { TemporalGateway } from "../operations/temporal.ts";
import type { WorkspaceAccess } from "../workspaces/access.ts";

/** Starts the delivery of approved feedback, or joins the one that runs. Throws the 503 problem when Temporal is away. */
export async function startDelivery(
	temporal: TemporalGateway,
	workspace: Pick<WorkspaceAccess, "id" | "slug">,
	{ reviewId, nameWithOwner, number }: Pick<ReviewArtifact, "nameWithOwner" | "number"> & { reviewId: string },
): Promise<void> {
	const input: DeliverFeedbackInput = {
		workspaceId: workspace.id,
		workspaceSlug: workspace.slug,
		reviewId,
		nameWithOwner,
		number,
	};
	await temporal.use((client) =>
		client.workflow.start("deliverFeedback", {
			workflowId: deliverFeedbackId(reviewId),
			taskQueue: QUEUES.core,
			args: [input],
			workflowIdConflictPolicy: "USE_EXISTING",
			typedSearchAttributes: new TypedSearchAttributes([
				{ key: SEARCH_ATTRIBUTES.workspace, value: workspace.slug },
				{ key: SEARCH_ATTRIBUTES.repository, value: nameWithOwner },
			]),
		}),
	);
}
