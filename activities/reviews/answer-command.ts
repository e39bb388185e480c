import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findCommandComment } from "@hephaestus/db/reviews/find-command-comment.ts";
import { commandAnswerMarker, isCommandAnswer } from "@hephaestus/domain/reviews/markers.ts";
import type { ForgeReviewDependencies } from "./dependencies.ts";

export interface Command {
	workspaceId: number;
	/** Our id of the comment that gave it. */
	commentId: number;
}

/** Puts 👀 on the comment, so that its author sees the command was read; strangers do not make us speak. */
export async function acknowledgeCommand(deps: ForgeReviewDependencies, command: Command): Promise<void> {
	const comment = await withWorkspace(deps.db, command.workspaceId, (tx) => findCommandComment(tx, command));
	if (comment?.commentNodeId == null || comment.isStranger) return;
	await (await deps.openForge(command.workspaceId)).feedback.acknowledge(comment.commentNodeId);
}

/**
 * Says under the pull request why a commanded review does not happen: once for each reason, however often it is
 * commanded, and to nobody who has no part in it.
 */
export async function answerRefusedCommand(
	deps: ForgeReviewDependencies,
	command: Command & { reason: string },
): Promise<void> {
	const comment = await withWorkspace(deps.db, command.workspaceId, (tx) => findCommandComment(tx, command));
	if (comment?.nodeId == null || comment.isStranger) return;
	const { feedback } = await deps.openForge(command.workspaceId);
	const subject = { nodeId: comment.nodeId, nameWithOwner: comment.nameWithOwner, number: comment.number };
	const answer = `This pull request is not reviewed now: ${command.reason}.`;
	const own = await feedback.listComments(subject);
	if (own.some(({ body }) => isCommandAnswer(body) && body.endsWith(`\n${answer}`))) return;
	await feedback.postComment(subject, `${commandAnswerMarker(command.commentId)}\n${answer}`);
}
