import type { Context } from "hono";
import { limitRate } from "../operations/limit-rate.ts";

/** At most 20 reviews in ten minutes are asked for by one account; throws the 429 problem. */
export async function limitReviewRequests(c: Context, accountId: number): Promise<void> {
	await limitRate(c, { name: "reviews", capacity: 20, periodSeconds: 600, key: `account:${accountId}` });
}
