/** GitHub's documented limits; a test may lower them. */
export interface Limits {
	/** Points an hour, for GraphQL and for REST each. */
	graphql: number;
	rest: number;
	/** Secondary limits: points a minute, and writes of content a minute. */
	graphqlPerMinute: number;
	restPerMinute: number;
	contentPerMinute: number;
	contentPerHour: number;
}

export const DOCUMENTED_LIMITS: Limits = {
	graphql: 5000,
	rest: 5000,
	graphqlPerMinute: 2000,
	restPerMinute: 900,
	contentPerMinute: 80,
	contentPerHour: 500,
};

export interface Budget {
	limit: number;
	used: number;
	remaining: number;
	/** Seconds since the epoch. */
	reset: number;
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Counts what each caller spent. Callers are named by person or installation. */
export class RateLimiter {
	readonly limits: Limits;
	readonly #now: () => number;
	readonly #hours = new Map<string, { used: number; resetAt: number }>();
	readonly #spent = new Map<string, { at: number; points: number }[]>();

	constructor(limits: Limits, now: () => number) {
		this.limits = limits;
		this.#now = now;
	}

	/** The hourly budget as it stands. */
	budget(resource: "graphql" | "rest", caller: string): Budget {
		const hour = this.#hour(resource, caller);
		const limit = this.limits[resource];
		const remaining = Math.max(0, limit - hour.used);
		return { limit, used: hour.used, remaining, reset: Math.ceil(hour.resetAt / 1000) };
	}

	/** Takes points from the hourly budget; false when they are not there. */
	spend(resource: "graphql" | "rest", caller: string, points: number): boolean {
		const hour = this.#hour(resource, caller);
		if (hour.used + points > this.limits[resource]) return false;
		hour.used += points;
		return true;
	}

	/** Counts towards the secondary limits and answers the seconds to wait when one is passed. */
	secondary(resource: "graphql" | "rest", caller: string, points: number, isContent: boolean): number | undefined {
		const perMinute = resource === "graphql" ? this.limits.graphqlPerMinute : this.limits.restPerMinute;
		const waits = [this.#window(`${resource} ${caller}`, points, MINUTE, perMinute)];
		if (isContent) {
			waits.push(this.#window(`content ${caller}`, 1, MINUTE, this.limits.contentPerMinute));
			waits.push(this.#window(`content/h ${caller}`, 1, HOUR, this.limits.contentPerHour));
		}
		const wait = Math.max(...waits);
		return wait > 0 ? wait : undefined;
	}

	#hour(resource: string, caller: string) {
		const key = `${resource} ${caller}`;
		const now = this.#now();
		const known = this.#hours.get(key);
		if (known && known.resetAt > now) return known;
		const fresh = { used: 0, resetAt: now + HOUR };
		this.#hours.set(key, fresh);
		return fresh;
	}

	#window(key: string, points: number, length: number, limit: number): number {
		const now = this.#now();
		const recent = (this.#spent.get(key) ?? []).filter((row) => row.at > now - length);
		const used = recent.reduce((sum, row) => sum + row.points, 0);
		if (used + points > limit) return Math.ceil(((recent[0]?.at ?? now) + length - now) / 1000);
		this.#spent.set(key, [...recent, { at: now, points }]);
		return 0;
	}
}
