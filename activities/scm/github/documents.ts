/** The GraphQL documents that sync sends; a test checks them against GitHub's official schema. */
const ACTOR = /* GraphQL */ `
	fragment Person on Actor {
		__typename
		login
		avatarUrl
		url
		... on User { id databaseId name }
		... on Bot { id databaseId }
		... on Organization { id databaseId name }
		... on Mannequin { id databaseId }
	}
`;

const ASSIGNEE = /* GraphQL */ `
	fragment Member on User { __typename id databaseId login name avatarUrl url }
`;

const COMMENT = /* GraphQL */ `
	fragment CommentFields on IssueComment {
		id fullDatabaseId body url createdAt updatedAt authorAssociation
		author { ...Person }
	}
`;

const REVIEW = /* GraphQL */ `
	fragment ReviewFields on PullRequestReview {
		id fullDatabaseId state body url createdAt updatedAt submittedAt
		commit { oid }
		author { ...Person }
	}
`;

const REVIEW_COMMENT = /* GraphQL */ `
	fragment ReviewCommentFields on PullRequestReviewComment {
		id fullDatabaseId body path line originalLine startLine diffHunk url createdAt updatedAt
		commit { oid }
		replyTo { fullDatabaseId }
		pullRequestReview { fullDatabaseId }
		author { ...Person }
	}
`;

const THREAD = /* GraphQL */ `
	fragment ThreadFields on PullRequestReviewThread {
		id isResolved isOutdated diffSide
		comments(first: 10) { pageInfo { hasNextPage endCursor } nodes { ...ReviewCommentFields } }
	}
`;

const WORK_ITEM = /* GraphQL */ `
	id fullDatabaseId number title body url locked createdAt updatedAt closedAt
	author { ...Person }
	labels(first: 100) { nodes { id } }
	assignees(first: 20) { nodes { ...Member } }
	comments(first: 20) { totalCount pageInfo { hasNextPage endCursor } nodes { ...CommentFields } }
`;

export const REPOSITORIES = /* GraphQL */ `
	query Repositories($login: String!, $first: Int!, $after: String) {
		repositoryOwner(login: $login) {
			repositories(first: $first, after: $after, ownerAffiliations: [OWNER], orderBy: { field: NAME, direction: ASC }) {
				pageInfo { hasNextPage endCursor }
				nodes {
					id databaseId name nameWithOwner description url isPrivate isArchived visibility createdAt updatedAt pushedAt
					defaultBranchRef { name }
					owner { __typename login avatarUrl url ... on Organization { id databaseId name } }
				}
			}
		}
	}
`;

export const ISSUES = /* GraphQL */ `
	query Issues($owner: String!, $name: String!, $first: Int!, $after: String, $since: DateTime) {
		repository(owner: $owner, name: $name) {
			databaseId
			nameWithOwner
			page: issues(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }, filterBy: { since: $since }) {
				totalCount
				pageInfo { hasNextPage endCursor }
				nodes { ${WORK_ITEM} state stateReason }
			}
		}
	}
	${ACTOR} ${ASSIGNEE} ${COMMENT}
`;

export const PULL_REQUESTS = /* GraphQL */ `
	query PullRequests($owner: String!, $name: String!, $first: Int!, $after: String) {
		repository(owner: $owner, name: $name) {
			databaseId
			nameWithOwner
			page: pullRequests(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
				totalCount
				pageInfo { hasNextPage endCursor }
				nodes {
					${WORK_ITEM}
					state isDraft mergedAt additions deletions changedFiles reviewDecision mergeable
					headRefName headRefOid baseRefName baseRefOid
					mergeCommit { oid }
					mergedBy { ...Person }
					commits(first: 1) { totalCount }
					reviewRequests(first: 100) { nodes { requestedReviewer { ...Member } } }
					reviews(first: 20) { pageInfo { hasNextPage endCursor } nodes { ...ReviewFields } }
					reviewThreads(first: 20) { pageInfo { hasNextPage endCursor } nodes { ...ThreadFields } }
				}
			}
		}
	}
	${ACTOR} ${ASSIGNEE} ${COMMENT} ${REVIEW} ${REVIEW_COMMENT} ${THREAD}
`;

export const MORE_COMMENTS = /* GraphQL */ `
	query MoreComments($id: ID!, $after: String) {
		node(id: $id) {
			... on Issue { list: comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...CommentFields } } }
			... on PullRequest { list: comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...CommentFields } } }
		}
	}
	${ACTOR} ${COMMENT}
`;

export const MORE_REVIEWS = /* GraphQL */ `
	query MoreReviews($id: ID!, $after: String) {
		node(id: $id) {
			... on PullRequest { list: reviews(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...ReviewFields } } }
		}
	}
	${ACTOR} ${REVIEW}
`;

export const MORE_THREADS = /* GraphQL */ `
	query MoreThreads($id: ID!, $after: String) {
		node(id: $id) {
			... on PullRequest { list: reviewThreads(first: 50, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...ThreadFields } } }
		}
	}
	${ACTOR} ${REVIEW_COMMENT} ${THREAD}
`;

export const MORE_THREAD_COMMENTS = /* GraphQL */ `
	query MoreThreadComments($id: ID!, $after: String) {
		node(id: $id) {
			... on PullRequestReviewThread { list: comments(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ...ReviewCommentFields } } }
		}
	}
	${ACTOR} ${REVIEW_COMMENT}
`;
