import { sql } from "kysely";
import type { Database } from "../operations/database.ts";

export interface RateLimitBucket {
	key: string;
	capacity: number;
	periodSeconds: number;
	now: Date;
}

/**
 * Counts one use in the bucket's current period; replicas share it. Returns null when it was within the capacity, else
 * the whole seconds until the bucket refills. One statement, so that uses at the same moment are all counted.
 */
export async function takeRateLimitToken(db: Database, bucket: RateLimitBucket): Promise<number | null> {
	const refillsAt = new Date(bucket.now.getTime() + bucket.periodSeconds * 1000);
	const row = await db
		.insertInto("auth_rate_limit_bucket")
		.values({ key: bucket.key, used: 1, refills_at: refillsAt })
		.onConflict((conflict) =>
			conflict.column("key").doUpdateSet({
				used: sql`case when auth_rate_limit_bucket.refills_at <= ${bucket.now} then 1
					else auth_rate_limit_bucket.used + 1 end`,
				refills_at: sql`case when auth_rate_limit_bucket.refills_at <= ${bucket.now} then ${refillsAt}
					else auth_rate_limit_bucket.refills_at end`,
			}),
		)
		.returning(["used", "refills_at"])
		.executeTakeFirstOrThrow();
	// Whoever opens a period sweeps the buckets that are over, so that the table holds current ones only.
	if (row.used === 1) await db.deleteFrom("auth_rate_limit_bucket").where("refills_at", "<", bucket.now).execute();
	if (row.used <= bucket.capacity) return null;
	return Math.max(1, Math.ceil((row.refills_at.getTime() - bucket.now.getTime()) / 1000));
}
