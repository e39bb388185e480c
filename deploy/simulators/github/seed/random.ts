/** A small deterministic generator (mulberry32): the same seed makes the same organisation everywhere. */
export class Random {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** A number from 0 up to, but not including, 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	}

	/** A whole number from `low` to `high`, both included. */
	between(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	pick<T>(rows: readonly [T, ...T[]] | readonly T[]): T {
		const row = rows[Math.floor(this.next() * rows.length)];
		if (row === undefined) throw new Error("Nothing to pick from");
		return row;
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	/** Some of the rows, each with the same chance, in their order. */
	some<T>(rows: readonly T[], probability: number): T[] {
		return rows.filter(() => this.chance(probability));
	}
}
