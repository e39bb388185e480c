import { installationShape } from "../rest/shapes/apps.ts";
import { fullPullRequest, issueCommentShape, issueShape, type Source } from "../rest/shapes/items.ts";
import { labelShape, repositoryShape } from "../rest/shapes/repositories.ts";
import { reviewCommentShape, reviewShape } from "../rest/shapes/reviews.ts";
import { simpleOrganization, simpleUser } from "../rest/shapes/users.ts";
import type { Push, WorldEvent } from "../world/events.ts";
import { nodeId } from "../world/node-ids.ts";
import { must } from "../world/world.ts";

export type Payload = Record<string, unknown>;

/** An event's payload as GitHub sends it, without the `installation` that an App's copy carries. */
export function payloadOf(event: WorldEvent, source: Source): Payload {
	const { world, urls } = source;
	const sender = simpleUser(event.sender, urls);
	if (event.name === "installation") {
		const installation = world.installations.get(event.installationId);
		const repositories = world.repositoriesOfInstallation(installation).map((row) => {
			const { id, node_id, name, full_name } = repositoryShape(row, world, urls);
			return { id, node_id, name, full_name, private: row.private };
		});
		return { action: event.action, installation: installationShape(installation, source), repositories, sender };
	}
	const organization = world.organizations.get(event.repository.organizationId);
	return {
		...("action" in event ? { action: event.action } : {}),
		...subjectOf(event, source),
		repository: repositoryOf(event, source),
		organization: simpleOrganization(organization, urls),
		sender,
	};
}

type OfRepository = Exclude<WorldEvent, { name: "installation" }>;

function subjectOf(event: OfRepository, source: Source): Payload {
	const { world, urls } = source;
	switch (event.name) {
		case "push":
			return pushOf(event.push, event.sender.login, event.sender.email, source, world.fullName(event.repository));
		case "pull_request":
			return {
				number: event.pullRequest.number,
				pull_request: fullPullRequest(event.pullRequest, source),
				...(event.before ? { before: event.before, after: event.after } : {}),
				...(event.changes ? { changes: event.changes } : {}),
				...(event.labelId ? { label: labelShape(world.labels.get(event.labelId), world, urls) } : {}),
				...(event.reviewerId ? { requested_reviewer: simpleUser(world.users.get(event.reviewerId), urls) } : {}),
			};
		case "issues":
			return {
				issue: issueShape(event.issue, source),
				...(event.changes ? { changes: event.changes } : {}),
				...(event.labelId ? { label: labelShape(world.labels.get(event.labelId), world, urls) } : {}),
			};
		case "issue_comment": {
			const item = must(world.findItem(event.comment.repositoryId, event.comment.number), "the commented item");
			return {
				issue: issueShape(item, source),
				comment: issueCommentShape(event.comment, source),
				...(event.previousBody === undefined ? {} : { changes: { body: { from: event.previousBody } } }),
			};
		}
		case "pull_request_review": {
			const review = reviewShape(event.review, source);
			return {
				review: { ...review, state: review.state.toLowerCase(), updated_at: event.review.updatedAt },
				pull_request: fullPullRequest(event.pullRequest, source),
			};
		}
		case "pull_request_review_comment":
			return {
				comment: reviewCommentShape(event.comment, source),
				pull_request: fullPullRequest(event.pullRequest, source),
			};
		case "pull_request_review_thread":
			return {
				thread: {
					node_id: nodeId("PullRequestReviewThread", event.thread.id),
					comments: world.commentsOfThread(event.thread.id).map((row) => reviewCommentShape(row, source)),
				},
				pull_request: fullPullRequest(event.pullRequest, source),
			};
	}
}

/** Push events carry the repository with its times as seconds and a few more fields. */
function repositoryOf(event: OfRepository, { world, urls }: Source): Payload {
	const repository = repositoryShape(event.repository, world, urls);
	if (event.name !== "push") return repository;
	const organization = world.organizations.get(event.repository.organizationId);
	return {
		...repository,
		owner: { ...repository.owner, name: organization.login, email: organization.email },
		created_at: Date.parse(event.repository.createdAt) / 1000,
		pushed_at: Date.parse(event.repository.pushedAt) / 1000,
		stargazers: 0,
		master_branch: event.repository.defaultBranch,
		organization: organization.login,
	};
}

function pushOf(push: Push, login: string, email: string | null, { world, urls }: Source, name: string): Payload {
	const page = `${urls.web}/${name}`;
	const person = ({ name: fullName, email: address }: { name: string; email: string }) => {
		const user = world.findUser(address.split("@")[0] ?? "");
		return { name: fullName, email: address, ...(user?.email === address ? { username: user.login } : {}) };
	};
	const commits = push.commits.map((commit) => ({
		id: commit.sha,
		tree_id: commit.treeSha,
		distinct: true,
		message: commit.message,
		timestamp: commit.timestamp,
		url: `${page}/commit/${commit.sha}`,
		author: person(commit.author),
		committer: person(commit.author),
		added: commit.added,
		removed: commit.removed,
		modified: commit.modified,
	}));
	return {
		ref: push.ref,
		before: push.before,
		after: push.after,
		pusher: { name: login, email },
		created: /^0+$/.test(push.before),
		deleted: /^0+$/.test(push.after),
		forced: push.forced,
		base_ref: null,
		compare: `${page}/compare/${push.before.slice(0, 12)}...${push.after.slice(0, 12)}`,
		commits,
		head_commit: commits.at(-1) ?? null,
	};
}
