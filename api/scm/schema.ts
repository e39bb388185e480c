import { z } from "@hono/zod-openapi";
import { instant, pageQuery, workspaceParams } from "../operations/schema.ts";

export const personSchema = z
	.object({
		id: z.int(),
		login: z.string(),
		name: z.string().nullable(),
		avatarUrl: z.string().nullable(),
		htmlUrl: z.string().nullable(),
		type: z.enum(["USER", "ORGANIZATION", "BOT"]),
	})
	.openapi("Person");

/** Row of `GET …/repositories`. */
export const repositorySchema = z
	.object({
		id: z.int(),
		nameWithOwner: z.string(),
		description: z.string().nullable(),
		htmlUrl: z.string(),
		defaultBranch: z.string().nullable(),
		isPrivate: z.boolean(),
		isArchived: z.boolean(),
		pullRequests: z.int(),
		issues: z.int(),
		pushedAt: instant.nullable(),
	})
	.openapi("Repository");

/** Query of `GET …/repositories` and `GET …/people`; `q` searches names. */
export const searchQuery = pageQuery.extend({ q: z.string().max(200).optional() });

export const workItemParams = workspaceParams.extend({ id: z.coerce.number().int().positive() });

export const labelSchema = z.object({ name: z.string(), color: z.string() });

export const workItemQuery = pageQuery.extend({
	state: z.enum(["OPEN", "CLOSED", "MERGED"]).optional(),
	repositoryId: z.coerce.number().int().optional(),
	author: z.string().optional(),
	q: z.string().max(200).optional(),
});

const workItem = z.object({
	id: z.int(),
	number: z.int(),
	title: z.string(),
	state: z.enum(["OPEN", "CLOSED", "MERGED"]),
	htmlUrl: z.string(),
	repository: z.object({ id: z.int(), nameWithOwner: z.string() }),
	author: personSchema.nullable(),
	labels: z.array(labelSchema),
	commentsCount: z.int(),
	createdAt: instant,
	updatedAt: instant,
	closedAt: instant.nullable(),
});

/** Row of `GET …/issues`. */
export const issueSchema = workItem.openapi("Issue");

export const latestReviewSchema = z
	.object({
		id: z.uuid(),
		status: z.enum(["QUEUED", "RUNNING", "COMPLETED", "FAILED", "TIMED_OUT", "CANCELLED"]),
		stage: z.string(),
		deliveryStatus: z.string().nullable(),
		problems: z.int(),
		strengths: z.int(),
	})
	.openapi("LatestReview");

/** Row of `GET …/pull-requests`. */
export const pullRequestSchema = workItem
	.extend({
		isDraft: z.boolean(),
		additions: z.int(),
		deletions: z.int(),
		changedFiles: z.int(),
		commits: z.int(),
		reviewDecision: z.string().nullable(),
		mergedAt: instant.nullable(),
		latestReview: latestReviewSchema.nullable(),
	})
	.openapi("PullRequest");

/** An entry of a pull request's conversation, oldest first. */
export const conversationEntrySchema = z
	.object({
		kind: z.enum(["COMMENT", "REVIEW", "INLINE"]),
		id: z.int(),
		author: personSchema.nullable(),
		body: z.string().nullable(),
		htmlUrl: z.string(),
		createdAt: instant,
		reviewState: z.string().nullable(),
		path: z.string().nullable(),
		line: z.int().nullable(),
		diffHunk: z.string().nullable(),
		threadResolved: z.boolean().nullable(),
	})
	.openapi("ConversationEntry");

export const admissionDecisionSchema = z
	.object({
		trigger: z.string(),
		outcome: z.enum(["ADMIT", "WAIT", "REFUSE"]),
		reason: z.string(),
		reviewId: z.uuid().nullable(),
		decidedAt: instant,
	})
	.openapi("AdmissionDecision");

/** `GET …/pull-requests/{id}`. */
export const pullRequestDetailSchema = pullRequestSchema
	.extend({
		body: z.string().nullable(),
		headRefName: z.string(),
		headRefOid: z.string(),
		baseRefName: z.string(),
		assignees: z.array(personSchema),
		requestedReviewers: z.array(personSchema),
		conversation: z.array(conversationEntrySchema),
		reviews: z.array(latestReviewSchema.extend({ trigger: z.string(), createdAt: instant })),
		decisions: z.array(admissionDecisionSchema).describe("Why reviews ran or did not, newest first"),
	})
	.openapi("PullRequestDetail");

/** `GET …/sync`: how the mirror stands. */
export const syncStatusSchema = z
	.object({
		run: z
			.object({
				id: z.uuid(),
				trigger: z.string(),
				state: z.enum(["RUNNING", "COMPLETED", "FAILED", "CANCELLED"]),
				repositoriesTotal: z.int(),
				repositoriesDone: z.int(),
				rowsChanged: z.int(),
				error: z.string().nullable(),
				startedAt: instant,
				finishedAt: instant.nullable(),
			})
			.nullable(),
		repositories: z.array(
			z.object({
				id: z.int(),
				nameWithOwner: z.string(),
				parts: z.array(
					z.object({
						part: z.enum(["LABELS", "ISSUES", "PULL_REQUESTS"]),
						state: z.enum(["IDLE", "RUNNING", "FAILED"]),
						rowsSeen: z.int(),
						rowsTotal: z.int().nullable(),
						syncedUntil: instant.nullable(),
						error: z.string().nullable(),
						updatedAt: instant,
					}),
				),
			}),
		),
		budget: z
			.object({ resource: z.string(), limit: z.int(), remaining: z.int(), resetsAt: instant, observedAt: instant })
			.nullable(),
		counts: z.object({
			repositories: z.int(),
			people: z.int(),
			issues: z.int(),
			pullRequests: z.int(),
			reviews: z.int(),
			comments: z.int(),
		}),
		lastDeliveryAt: instant.nullable(),
		temporalUrl: z.string().nullable(),
	})
	.openapi("SyncStatus");

/** Answer (202) of `POST …/sync`. */
export const syncStartedSchema = z.object({ workflowId: z.string() }).openapi("SyncStarted");
