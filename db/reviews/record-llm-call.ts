import { costOfCall, type TokenCounts } from "@hephaestus/domain/reviews/model-prices.ts";
import { sql } from "kysely";
import type { TenantTransaction } from "../operations/database.ts";

export interface MeteredCall extends TokenCounts {
	workspaceId: number;
	reviewId: string;
	provider: string;
	model: string;
	status: number;
	durationMs: number;
}

/** Books one model call, priced, and adds it to the review's totals; one call of unknown price makes the sum unknown. */
export async function recordLlmCall(tx: TenantTransaction, call: MeteredCall): Promise<void> {
	const cost = costOfCall(call.model, call);
	await tx
		.insertInto("llm_call")
		.values({
			workspace_id: call.workspaceId,
			review_id: call.reviewId,
			provider: call.provider,
			model: call.model,
			status_code: call.status,
			input_tokens: call.inputTokens,
			output_tokens: call.outputTokens,
			cache_read_tokens: call.cacheReadTokens,
			cache_write_tokens: call.cacheWriteTokens,
			cost_usd: cost,
			duration_ms: Math.round(call.durationMs),
		})
		.execute();
	const input = call.inputTokens + call.cacheReadTokens + call.cacheWriteTokens;
	await tx
		.updateTable("review")
		.set({
			llm_total_calls: sql<number>`llm_total_calls + 1`,
			llm_total_input_tokens: sql<number>`llm_total_input_tokens + ${input}`,
			llm_total_output_tokens: sql<number>`llm_total_output_tokens + ${call.outputTokens}`,
			llm_cost_usd: sql<number>`llm_cost_usd + ${cost}`,
		})
		.where("id", "=", call.reviewId)
		.execute();
}
