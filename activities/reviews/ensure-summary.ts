import type { Placement } from "@hephaestus/db/reviews/record-delivery.ts";
import { isSummary } from "@hephaestus/domain/reviews/markers.ts";
import type { ForgeFeedback, ForgeSubject, PostedComment } from "./forge-access.ts";

/**
 * Sees to it that the pull request carries one summary of ours with this text: the living one is edited, and a new one
 * is posted only where there is none (specification, section 15.2).
 */
export async function ensureSummary(forge: ForgeFeedback, subject: ForgeSubject, body: string): Promise<Placement> {
	const living = (await forge.listComments(subject)).filter((comment) => isSummary(comment.body)).at(-1);
	if (living === undefined) return toPlacement(await forge.postComment(subject, body), "POSTED");
	const edited = await forge.editComment(living.id, body);
	if (edited !== null) return toPlacement(edited, "EDITED");
	return toPlacement(await forge.postComment(subject, body), "POSTED");
}

function toPlacement(comment: PostedComment, disposition: "POSTED" | "EDITED"): Placement {
	return {
		placement: "SUMMARY",
		recurrenceKey: null,
		path: null,
		startLine: null,
		endLine: null,
		disposition,
		postedCommentRef: comment.id,
		htmlUrl: comment.url,
		body: comment.body,
	};
}
