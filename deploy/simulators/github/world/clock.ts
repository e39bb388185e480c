/** The world's time: never goes back, and can be set for rows that happened in the past. */
export class Clock {
	readonly #now: () => number;
	#last = 0;

	constructor(now: () => number = Date.now) {
		this.#now = now;
	}

	/** Milliseconds since the epoch. */
	millis(): number {
		this.#last = Math.max(this.#last, this.#now());
		return this.#last;
	}

	/** The present as GitHub writes it. */
	stamp(): string {
		return toStamp(this.millis());
	}
}

/** ISO-8601 in UTC with whole seconds. */
export function toStamp(millis: number): string {
	return `${new Date(millis).toISOString().slice(0, 19)}Z`;
}
