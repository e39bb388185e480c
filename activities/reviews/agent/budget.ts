/** Time and turns of a session. A turn is one answer of the model with the tools it calls. */
export class Budget {
	readonly #startedAt = performance.now();
	readonly #milliseconds: number;
	readonly #maxTurns: number;
	turns = 0;

	constructor(milliseconds: number, maxTurns: number) {
		this.#milliseconds = milliseconds;
		this.#maxTurns = maxTurns;
	}

	get remainingMs(): number {
		return Math.max(0, this.#milliseconds - (performance.now() - this.#startedAt));
	}

	/** Why the session has to end; null while it may go on. */
	get exhausted(): string | null {
		if (this.turns >= this.#maxTurns) return `The review reached its limit of ${this.#maxTurns} turns.`;
		if (this.remainingMs === 0) return `The review reached its time limit.`;
		return null;
	}

	/** Whether it is time to report what is known: three quarters are gone. */
	get isNearlyUsed(): boolean {
		return this.turns >= this.#maxTurns * 0.75 || this.remainingMs <= this.#milliseconds * 0.25;
	}
}
