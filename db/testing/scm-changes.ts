import type {
	CommentChange,
	IssueChange,
	PullRequestChange,
	RepositoryChange,
	ReviewChange,
	ReviewCommentChange,
	ScmChange,
	UserChange,
} from "@hephaestus/domain/scm/changes.ts";

/** Facts for tests: complete changes about one small repository; `minute` gives the version. */
export const REPOSITORY = { nativeId: 100, nameWithOwner: "acme/rocket" };

/** An instant so many minutes into 2026. */
export function at(minute: number): string {
	return new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
}

/** A person told apart by their id. */
export function person(nativeId: number): UserChange {
	const login = `person-${nativeId}`;
	return { nativeId, login, name: null, avatarUrl: null, htmlUrl: `https://forge.test/${login}`, type: "USER" };
}

/** The repository itself, at minute 0. */
export function repository(overrides: Partial<RepositoryChange> = {}): ScmChange {
	const told: RepositoryChange = {
		...REPOSITORY,
		nodeId: "R_100",
		createdAt: at(0),
		updatedAt: at(0),
		organization: { nativeId: 1, nodeId: null, login: "acme", name: null, avatarUrl: null, htmlUrl: null },
		name: "rocket",
		defaultBranch: "main",
		description: null,
		htmlUrl: "https://forge.test/acme/rocket",
		isPrivate: false,
		isArchived: false,
		visibility: "PUBLIC",
		pushedAt: null,
		...overrides,
	};
	return { kind: "repository", lifecycle: "SEEN", repository: told };
}

function workItem(number: number, minute: number) {
	return {
		nodeId: null,
		createdAt: at(number),
		updatedAt: at(minute),
		number,
		title: `Title ${number} as of ${minute}`,
		body: `Body as of ${minute}`,
		isLocked: false,
		closedAt: null,
		commentsCount: minute,
		author: person(1),
		labels: [
			{ nativeId: 500 + (minute % 3), nodeId: null, name: `label-${minute % 3}`, color: "ff0000", description: null },
		],
		assignees: [person(1 + (minute % 3))],
	};
}

/** An open issue as it stood at that minute. */
export function issue(number: number, minute: number, overrides: Partial<IssueChange> = {}): ScmChange {
	const told: IssueChange = {
		...workItem(number, minute),
		nativeId: 1000 + number,
		htmlUrl: `https://forge.test/acme/rocket/issues/${number}`,
		state: "OPEN",
		stateReason: null,
		...overrides,
	};
	return { kind: "issue", lifecycle: "UPDATED", repository: REPOSITORY, issue: told, actor: person(2) };
}

/** An open pull request as it stood at that minute. */
export function pullRequest(number: number, minute: number, overrides: Partial<PullRequestChange> = {}): ScmChange {
	const told: PullRequestChange = {
		...workItem(number, minute),
		nativeId: 2000 + number,
		htmlUrl: `https://forge.test/acme/rocket/pull/${number}`,
		state: "OPEN",
		isDraft: minute % 2 === 0,
		mergedAt: null,
		mergedBy: null,
		additions: 10,
		deletions: 2,
		changedFiles: 3,
		commits: 1,
		reviewDecision: null,
		mergeable: null,
		headRefName: "feature",
		headRefOid: `head-${minute}`,
		baseRefName: "main",
		baseRefOid: null,
		mergeCommitSha: null,
		requestedReviewers: [person(2 + (minute % 2))],
		...overrides,
	};
	return {
		kind: "pull_request",
		lifecycle: "SYNCHRONIZED",
		repository: REPOSITORY,
		pullRequest: told,
		actor: person(1),
	};
}

/** A comment on an issue or pull request. */
export function comment(
	nativeId: number,
	minute: number,
	parent: { number: number; onPullRequest: boolean },
	lifecycle: "CREATED" | "UPDATED" | "DELETED" = "CREATED",
): ScmChange {
	const told: CommentChange = {
		nativeId,
		nodeId: null,
		createdAt: at(5),
		updatedAt: at(minute),
		issueNumber: parent.number,
		onPullRequest: parent.onPullRequest,
		body: `Comment as of ${minute}`,
		htmlUrl: `https://forge.test/acme/rocket/issues/${parent.number}#issuecomment-${nativeId}`,
		author: person(3),
		authorAssociation: "MEMBER",
	};
	return { kind: "comment", lifecycle, repository: REPOSITORY, comment: told };
}

/** A person's review of a pull request. */
export function review(nativeId: number, minute: number, number: number, state: ReviewChange["state"]): ScmChange {
	const told: ReviewChange = {
		nativeId,
		nodeId: null,
		createdAt: at(6),
		updatedAt: at(minute),
		pullRequestNumber: number,
		state,
		body: `Review as of ${minute}`,
		htmlUrl: `https://forge.test/acme/rocket/pull/${number}#review-${nativeId}`,
		submittedAt: at(6),
		commitId: "head-1",
		author: person(2),
	};
	const lifecycle = state === "DISMISSED" ? "DISMISSED" : "CREATED";
	return { kind: "review", lifecycle, repository: REPOSITORY, review: told };
}

/** A comment on a line of a pull request. */
export function reviewComment(
	nativeId: number,
	minute: number,
	number: number,
	thread: { root: number; resolved: boolean | null; review: number | null },
): ScmChange {
	const told: ReviewCommentChange = {
		nativeId,
		nodeId: null,
		createdAt: at(7),
		updatedAt: at(minute),
		pullRequestNumber: number,
		threadNativeId: thread.root,
		threadNodeId: null,
		threadResolved: thread.resolved,
		threadOutdated: null,
		reviewNativeId: thread.review,
		inReplyToNativeId: nativeId === thread.root ? null : thread.root,
		body: `Note as of ${minute}`,
		path: "src/rocket.ts",
		line: 12,
		originalLine: 12,
		startLine: null,
		side: "RIGHT",
		diffHunk: "@@ -1 +1 @@",
		commitId: "head-1",
		htmlUrl: `https://forge.test/acme/rocket/pull/${number}#discussion_r${nativeId}`,
		author: person(2),
	};
	return { kind: "review_comment", lifecycle: "CREATED", repository: REPOSITORY, comment: told };
}
