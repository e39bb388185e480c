import { randomUUID } from "node:crypto";
import {
	type AdmissionOutcome,
	admit,
	leadingRequest,
	type ReviewTrigger,
} from "@hephaestus/domain/reviews/admission.ts";
import type { Database, TenantTransaction } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { withWorkspace } from "../operations/with-workspace.ts";
import { closeAbandonedReviewsOf } from "./abandoned-reviews.ts";
import { createReview } from "./create-review.ts";
import type { ReviewDefaults } from "./effective-settings.ts";
import { loadAdmissionFacts } from "./load-admission-facts.ts";

export interface AskedReview {
	requestId: string;
	trigger: ReviewTrigger;
	requestedByAccountId: number | null;
	commandCommentId?: number;
}

export interface AdmissionInput {
	workspaceId: number;
	repositoryId: number;
	issueId: number;
	workflowId: string;
	/** Of the workflow that asks; the same after a reset, so that a reset finds its own review again. */
	runId: string;
	requests: readonly AskedReview[];
	defaults: ReviewDefaults;
	now: Date;
}

export type AdmissionResult =
	| Exclude<AdmissionOutcome, { outcome: "ADMIT" }>
	| { outcome: "ADMIT"; reviewId: string }
	/** Everything that is asked was decided before, by another run. */
	| { outcome: "ANSWERED" };

/**
 * Decides all requests together, as the strongest of them, records the decision for each and creates the review when
 * admitted; one transaction. Asking again about decided requests answers as before and creates nothing.
 */
export async function decideAdmission(db: Database, input: AdmissionInput): Promise<AdmissionResult> {
	return await withWorkspace(db, input.workspaceId, async (tx) => {
		// Two decisions about one artifact take turns; only a terminated and restarted workflow can meet itself here.
		await tx.selectFrom("issue").select("id").where("id", "=", input.issueId).forUpdate().executeTakeFirst();
		const decided = await findDecided(tx, input);
		const open = input.requests.filter((request) => !decided.some((row) => row.request_id === request.requestId));
		const leading = leadingRequest(open);
		if (leading === null) return repeatDecision(decided, input.runId);
		return await decide(tx, { ...input, requests: open }, leading);
	});
}

/** A reset or a retry of the run that was admitted gets its newest review again; to others it was answered. */
function repeatDecision(decided: Awaited<ReturnType<typeof findDecided>>, runId: string): AdmissionResult {
	const own = decided.find((row) => row.outcome === "ADMIT" && row.asked_in_run === runId);
	return own?.review_id ? { outcome: "ADMIT", reviewId: own.review_id } : { outcome: "ANSWERED" };
}

async function decide(tx: TenantTransaction, input: AdmissionInput, leading: AskedReview): Promise<AdmissionResult> {
	const { workspaceId, issueId, defaults, now } = input;
	const { trigger, commandCommentId = null, requestedByAccountId } = leading;
	const question = { workspaceId, issueId, trigger, commandCommentId, defaults, nowMs: now.getTime() };
	const { facts, headSha, agentConfigId } = await loadAdmissionFacts(tx, question);
	const decision = admit(facts);
	if (decision.outcome !== "ADMIT" || agentConfigId === null) {
		await record(tx, input, decision, null);
		return decision.outcome === "ADMIT" ? { outcome: "REFUSE", reason: "no runnable practice config" } : decision;
	}
	await closeAbandonedReviewsOf(tx, input);
	const reviewId = randomUUID();
	await createReview(tx, { id: reviewId, ...input, trigger, requestedByAccountId, headSha, agentConfigId });
	await record(tx, input, decision, reviewId);
	return { outcome: "ADMIT", reviewId };
}

async function findDecided(tx: TenantTransaction, input: AdmissionInput) {
	return await tx
		.selectFrom("admission_decision")
		.select(["request_id", "asked_in_run", "outcome", "reason", "review_id"])
		.where("issue_id", "=", input.issueId)
		.where("outcome", "!=", "WAIT")
		.where(
			"request_id",
			"in",
			input.requests.map((request) => request.requestId),
		)
		.orderBy("decided_at", "desc")
		.execute();
}

async function record(
	tx: TenantTransaction,
	input: AdmissionInput,
	decision: AdmissionOutcome,
	reviewId: string | null,
) {
	const answer = {
		outcome: decision.outcome,
		reason: decision.reason,
		wait_until: decision.outcome === "WAIT" ? new Date(decision.untilMs) : null,
		review_id: reviewId,
		decided_at: input.now,
	};
	for (const request of input.requests)
		await tx
			.insertInto("admission_decision")
			.values({
				workspace_id: input.workspaceId,
				issue_id: input.issueId,
				request_id: request.requestId,
				asked_in_run: input.runId,
				trigger: request.trigger,
				requested_by_account_id: request.requestedByAccountId,
				...answer,
			})
			.onConflict((conflict) =>
				conflict.columns(["issue_id", "request_id"]).doUpdateSet({ ...answer, asked_in_run: input.runId }),
			)
			.execute();
	await notify(tx, { workspaceId: input.workspaceId, type: "pull-request", id: String(input.issueId) });
}
