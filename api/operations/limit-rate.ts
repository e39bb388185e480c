import { takeRateLimitToken } from "@hephaestus/db/identity/take-rate-limit-token.ts";
import type { Context } from "hono";
import { clientAddress } from "./client-address.ts";
import { variablesOf } from "./env.ts";
import { ProblemError } from "./problem-error.ts";

interface RateLimit {
	/** Namespace of the bucket. */
	name: string;
	capacity: number;
	periodSeconds: number;
	/** Who is limited; the client's address unless given. */
	key?: string;
}

/**
 * Takes one of `capacity` tokens that are refilled each period, shared by all replicas; throws the 429 problem when
 * none is left. Limits from identity specification, section 9.
 */
export async function limitRate(c: Context, limit: RateLimit): Promise<void> {
	const { db, now } = variablesOf(c).deps;
	const key = `${limit.name}/${limit.key ?? clientAddress(c) ?? "unknown"}`;
	const retryAfterSeconds = await takeRateLimitToken(db, {
		key,
		capacity: limit.capacity,
		periodSeconds: limit.periodSeconds,
		now: now(),
	});
	if (retryAfterSeconds === null) return;
	throw new ProblemError(
		429,
		"too_many_requests",
		"Too Many Requests",
		`That was too often. Try again in ${retryAfterSeconds} s.`,
		{ retryAfterSeconds },
	);
}
