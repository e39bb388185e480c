import type { InstallationState } from "@hephaestus/db/connections/change-installation-state.ts";
import type { Lifecycle, ScmChange } from "@hephaestus/domain/scm/changes.ts";
import type { z } from "zod";
import type { RepositoryName } from "../forge-reader.ts";
import type { Interpretation } from "../webhook-interpretation.ts";
import { events } from "./payloads.ts";
import { personOfRest } from "./person.ts";
import {
	commentOfRest,
	isMerged,
	issueOfRest,
	pullRequestOfRest,
	reviewCommentOfRest,
	reviewOfRest,
} from "./rest-adapter.ts";
import { labelOfRest, type RestRepository, repositoryOfRest } from "./rest-repository.ts";

type Events = { [E in keyof typeof events]: z.infer<(typeof events)[E]> };

/**
 * Says what a GitHub delivery means (integration specification, section 4). Events and actions we have no use for are
 * ignored; a payload that lacks what its event promises throws zod's error.
 */
export function interpretGitHubDelivery(event: string, payload: unknown): Interpretation {
	switch (event) {
		case "pull_request":
			return about(events.pull_request.parse(payload), pullRequestChanges);
		case "issues":
			return about(events.issues.parse(payload), issueChanges);
		case "issue_comment":
			return about(events.issue_comment.parse(payload), commentChanges);
		case "pull_request_review":
			return about(events.pull_request_review.parse(payload), reviewChanges);
		case "pull_request_review_comment":
			return about(events.pull_request_review_comment.parse(payload), reviewCommentChanges);
		case "pull_request_review_thread":
			return about(events.pull_request_review_thread.parse(payload), threadChanges);
		case "label":
			return about(events.label.parse(payload), labelChanges);
		case "repository":
			return about(events.repository.parse(payload), repositoryChanges);
		case "push":
			return about(events.push.parse(payload), pushChanges);
		case "installation":
			return installationChange(events.installation.parse(payload));
		case "installation_repositories":
			return installationSync(events.installation_repositories.parse(payload));
		default:
			return { outcome: "IGNORED", reason: `The event ${event} has no effect on the mirror.` };
	}
}

function about<P extends { repository: RestRepository }>(
	payload: P,
	changesOf: (payload: P, repository: RepositoryName) => ScmChange[],
): Interpretation {
	const { id: repositoryNativeId, full_name: nameWithOwner, html_url: repositoryUrl } = payload.repository;
	const changes = changesOf(payload, { nativeId: repositoryNativeId, nameWithOwner });
	return changes.length === 0
		? { outcome: "IGNORED", reason: "The action has no effect on the mirror." }
		: { outcome: "CHANGES", repositoryNativeId, repositoryUrl, changes };
}

const PULL_REQUEST_ACTIONS: Record<string, Lifecycle> = {
	opened: "CREATED",
	reopened: "REOPENED",
	ready_for_review: "READY",
	converted_to_draft: "DRAFTED",
	synchronize: "SYNCHRONIZED",
	labeled: "LABELED",
	unlabeled: "UNLABELED",
};

function pullRequestChanges(payload: Events["pull_request"], repository: RepositoryName): ScmChange[] {
	const { action, pull_request: pullRequest, sender } = payload;
	const closed = isMerged(pullRequest) ? "MERGED" : "CLOSED";
	const lifecycle = action === "closed" ? closed : (PULL_REQUEST_ACTIONS[action] ?? "UPDATED");
	return [pullRequestOfRest(repository, lifecycle, pullRequest, sender)];
}

const ISSUE_ACTIONS: Record<string, Lifecycle> = {
	opened: "CREATED",
	closed: "CLOSED",
	reopened: "REOPENED",
	deleted: "DELETED",
	labeled: "LABELED",
	unlabeled: "UNLABELED",
};

function issueChanges({ action, issue, sender }: Events["issues"], repository: RepositoryName): ScmChange[] {
	return [issueOfRest(repository, ISSUE_ACTIONS[action] ?? "UPDATED", issue, sender)];
}

const COMMENT_ACTIONS: Record<string, Lifecycle> = { created: "CREATED", edited: "UPDATED", deleted: "DELETED" };

function commentChanges(payload: Events["issue_comment"], repository: RepositoryName): ScmChange[] {
	const { action, issue, comment } = payload;
	const lifecycle = COMMENT_ACTIONS[action];
	if (lifecycle === undefined) return [];
	const onPullRequest = issue.pull_request !== null && issue.pull_request !== undefined;
	return [
		// The issue inside is whole, a pull request is not: it gets a stub when it is not mirrored yet.
		...(onPullRequest ? [] : [issueOfRest(repository, "SEEN", issue, null)]),
		commentOfRest(repository, lifecycle, { number: issue.number, onPullRequest }, comment),
	];
}

const REVIEW_ACTIONS: Record<string, Lifecycle> = { submitted: "CREATED", edited: "UPDATED", dismissed: "DISMISSED" };

function reviewChanges(payload: Events["pull_request_review"], repository: RepositoryName): ScmChange[] {
	const lifecycle = REVIEW_ACTIONS[payload.action];
	if (lifecycle === undefined) return [];
	return [reviewOfRest(repository, lifecycle, payload.pull_request, payload.review)];
}

function reviewCommentChanges(
	{ action, pull_request, comment }: Events["pull_request_review_comment"],
	repository: RepositoryName,
): ScmChange[] {
	const lifecycle = COMMENT_ACTIONS[action];
	return lifecycle === undefined ? [] : [reviewCommentOfRest(repository, lifecycle, pull_request.number, comment)];
}

function threadChanges(
	{ action, pull_request, thread, sender }: Events["pull_request_review_thread"],
	repository: RepositoryName,
): ScmChange[] {
	const [first] = thread.comments;
	if ((action !== "resolved" && action !== "unresolved") || first === undefined) return [];
	return [
		...thread.comments.map((comment) =>
			reviewCommentOfRest(repository, "SEEN", pull_request.number, comment, thread.node_id ?? null),
		),
		{
			kind: "review_thread",
			lifecycle: action === "resolved" ? "RESOLVED" : "UNRESOLVED",
			repository,
			pullRequestNumber: pull_request.number,
			threadNativeId: first.in_reply_to_id ?? first.id,
			resolvedBy: personOfRest(sender),
			updatedAt: pull_request.updated_at,
		},
	];
}

function labelChanges({ action, label }: Events["label"], repository: RepositoryName): ScmChange[] {
	const lifecycle = COMMENT_ACTIONS[action];
	return lifecycle === undefined ? [] : [{ kind: "label", lifecycle, repository, label: labelOfRest(label) }];
}

function repositoryChanges({ action, repository }: Events["repository"]): ScmChange[] {
	const lifecycle = action === "deleted" ? "DELETED" : "UPDATED";
	return [{ kind: "repository", lifecycle, repository: repositoryOfRest(repository) }];
}

function pushChanges({ repository }: Events["push"]): ScmChange[] {
	return [{ kind: "repository", lifecycle: "UPDATED", repository: repositoryOfRest(repository) }];
}

const INSTALLATION_STATES: Record<string, InstallationState> = {
	suspend: "SUSPENDED",
	unsuspend: "ACTIVE",
	deleted: "UNINSTALLED",
};

function installationChange({ action, installation }: Events["installation"]): Interpretation {
	const state = INSTALLATION_STATES[action];
	if (state !== undefined) return { outcome: "INSTALLATION", installationId: installation.id, state };
	return installationSync({ action, installation });
}

function installationSync({ action, installation }: Events["installation"]): Interpretation {
	return ["created", "added", "removed", "new_permissions_accepted"].includes(action)
		? { outcome: "SYNC", installationId: installation.id }
		: { outcome: "IGNORED", reason: `The installation's action ${action} has no effect on the mirror.` };
}
