import { canWrite } from "../../world/access.ts";
import type { PullRequest } from "../../world/model.ts";
import { closePullRequest, reopenPullRequest, setDraft, setLabel } from "../../world/pull-requests.ts";
import { Refusal } from "../../world/refusal.ts";
import { type Arguments, type Context, type Fields, input, text, texts } from "../context.ts";
import { pullRequestNode } from "../nodes.ts";
import { actor, nodeIn, pullRequestIn } from "./guards.ts";

/** What people do to a pull request besides talking about it. */
export const pullRequestMutations: Fields<null> = {
	convertPullRequestToDraft: (_, args, context) => change(context, args, (pull) => draft(context, pull, true)),
	markPullRequestReadyForReview: (_, args, context) => change(context, args, (pull) => draft(context, pull, false)),
	closePullRequest: (_, args, context) =>
		change(context, args, (pull) => {
			if (pull.state === "open") closePullRequest(context.world, pull, actor(context));
		}),
	reopenPullRequest: (_, args, context) =>
		change(context, args, (pull) => {
			if (pull.mergedAt) throw new Refusal("UNPROCESSABLE", "Could not open the pull request.");
			if (pull.state === "closed") reopenPullRequest(context.world, pull, actor(context));
		}),
	addLabelsToLabelable: (_, args, context) => label(context, args, true),
	removeLabelsFromLabelable: (_, args, context) => label(context, args, false),
};

function change(context: Context, args: Arguments, apply: (pull: PullRequest) => void) {
	const pull = pullRequestIn(context, input(args));
	mayChange(context, pull);
	apply(pull);
	return { clientMutationId: text(input(args), "clientMutationId") ?? null, pullRequest: pullRequestNode(pull) };
}

function draft(context: Context, pull: PullRequest, wanted: boolean): void {
	if (pull.draft !== wanted) setDraft(context.world, pull, actor(context), wanted);
}

function label(context: Context, args: Arguments, on: boolean) {
	const pull = pullRequestIn(context, input(args), "labelableId");
	mayChange(context, pull);
	for (const id of texts(input(args), "labelIds") ?? []) {
		const { row } = nodeIn(context, { id }, "id", ["Label"]);
		if (pull.labelIds.includes(row.id) !== on) setLabel(context.world, pull, actor(context), row.id, on);
	}
	return { clientMutationId: text(input(args), "clientMutationId") ?? null, labelable: pullRequestNode(pull) };
}

/** Authors change their own pull requests, others need to be able to push. */
function mayChange(context: Context, pull: PullRequest): void {
	const repository = context.world.repositories.get(pull.repositoryId);
	if (pull.authorId === actor(context).id || canWrite(context.world, context.caller, repository)) return;
	throw new Refusal("FORBIDDEN", "You do not have the required permissions to change this pull request.");
}
