import { DELIVERY_STATUSES, REVIEW_STAGES, REVIEW_STATUSES } from "@hephaestus/domain/reviews/states.ts";
import { z } from "@hono/zod-openapi";
import { instant, pageQuery, workspaceParams } from "../operations/schema.ts";
import { personSchema } from "../scm/schema.ts";

export const reviewStatusSchema = z.enum(REVIEW_STATUSES);
export const reviewStageSchema = z.enum(REVIEW_STAGES);

export const deliveryStatusSchema = z.enum(DELIVERY_STATUSES);

export const reviewParams = workspaceParams.extend({ reviewId: z.uuid() });

export const reviewListQuery = pageQuery.extend({
	status: reviewStatusSchema.optional(),
	deliveryStatus: deliveryStatusSchema.optional(),
});

/** Row of `GET …/reviews`. */
export const reviewSchema = z
	.object({
		id: z.uuid(),
		status: reviewStatusSchema,
		stage: reviewStageSchema,
		trigger: z.string(),
		deliveryStatus: deliveryStatusSchema.nullable(),
		deliveryReason: z.string().nullable(),
		headSha: z.string(),
		pullRequest: z.object({
			id: z.int(),
			number: z.int(),
			title: z.string(),
			htmlUrl: z.string(),
			repository: z.string(),
			author: personSchema.nullable(),
		}),
		problems: z.int(),
		strengths: z.int(),
		costUsd: z.number().nullable().describe("Null when the price of its model is not known"),
		createdAt: instant,
		startedAt: instant.nullable(),
		finishedAt: instant.nullable(),
	})
	.openapi("Review");

export const observationSchema = z
	.object({
		id: z.int(),
		practiceSlug: z.string(),
		practiceName: z.string(),
		areaName: z.string().nullable(),
		title: z.string(),
		presence: z.enum(["PRESENT", "ABSENT", "NOT_APPLICABLE"]),
		assessment: z.enum(["GOOD", "BAD"]).nullable(),
		severity: z.enum(["CRITICAL", "MAJOR", "MINOR", "INFO"]).nullable(),
		confidence: z.number(),
		reasoning: z.string(),
		guidance: z.string(),
		locations: z.array(z.object({ path: z.string(), startLine: z.int(), endLine: z.int().nullable() })),
		snippets: z.array(z.string()),
	})
	.openapi("Observation");

/** `GET …/reviews/{reviewId}`. */
export const reviewDetailSchema = reviewSchema
	.extend({
		stages: z.array(
			z.object({
				stage: reviewStageSchema,
				startedAt: instant,
				finishedAt: instant.nullable(),
				detail: z.string().nullable(),
			}),
		),
		error: z.object({ message: z.string(), nextStep: z.string() }).nullable(),
		observations: z.array(observationSchema),
		feedback: z
			.object({
				state: z.string(),
				body: z.string(),
				suppressionReason: z.string().nullable(),
				deliveredAt: instant.nullable(),
				approvedAt: instant.nullable(),
				approvedBy: z.string().nullable().describe("Name of the account that approved it"),
				isStale: z.boolean().describe("Whether the pull request moved past the commit that was reviewed"),
				placements: z.array(
					z.object({
						placement: z.enum(["SUMMARY", "INLINE"]),
						path: z.string().nullable(),
						startLine: z.int().nullable(),
						endLine: z.int().nullable(),
						disposition: z.string(),
						htmlUrl: z.string().nullable(),
						body: z.string(),
					}),
				),
			})
			.nullable(),
		model: z.string().nullable(),
		usage: z.object({ calls: z.int(), inputTokens: z.int(), outputTokens: z.int() }),
		mayRerun: z.boolean(),
		mayCancel: z.boolean(),
		mayDecide: z.boolean().describe("Whether the caller may send or discard the feedback now"),
		temporalUrl: z.string().nullable(),
	})
	.openapi("ReviewDetail");

/**
 * Answer (202) of `POST …/pull-requests/{id}/reviews`, `POST …/reviews/{reviewId}/rerun` and
 * `POST …/reviews/{reviewId}/cancel`: the request is with the workflow; its decision shows on the pull request.
 */
export const reviewRequestedSchema = z
	.object({ workflowId: z.string(), requestId: z.string() })
	.openapi("ReviewRequested");

/** Answer of `POST …/feedback/approve` and `…/feedback/discard`: what holds now. */
export const feedbackDecidedSchema = z
	.object({ decision: z.enum(["APPROVED", "DISCARDED"]) })
	.openapi("FeedbackDecided");
