import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findCommandComment } from "@hephaestus/db/reviews/find-command-comment.ts";
import { commandAnswerMarker } from "@hephaestus/domain/reviews/markers.ts";
import type { ForgeReviewDependencies } from "./dependencies.ts";

export interface Command {
	workspaceId: number;
	/** Our id of the comment that gave it. */
	commentId: number;
}

/** Puts 👀 on the comment, so that its author sees the command was read. */
export async function acknowledgeCommand(deps: ForgeReviewDependencies, command: Command): Promise<void> {
	const comment = await withWorkspace(deps.db, command.workspaceId, (tx) => findCommandComment(tx, command));
	if (comment?.commentNodeId == null) return;
	await (await deps.openForge(command.workspaceId)).feedback.acknowledge(comment.commentNodeId);
}

/** Says under the pull request why a commanded review does not happen; once a command, however often it runs. */
export async function answerRefusedCommand(
	deps: ForgeReviewDependencies,
	command: Command & { reason: string },
): Promise<void> {
	const comment = await withWorkspace(deps.db, command.workspaceId, (tx) => findCommandComment(tx, command));
	if (comment?.nodeId == null) return;
	const { feedback } = await deps.openForge(command.workspaceId);
	const subject = { nodeId: comment.nodeId, nameWithOwner: comment.nameWithOwner, number: comment.number };
	const marker = commandAnswerMarker(command.commentId);
	const own = await feedback.listComments(subject);
	if (own.some(({ body }) => body.startsWith(marker))) return;
	await feedback.postComment(subject, `${marker}\nThis pull request is not reviewed now: ${command.reason}.`);
}
