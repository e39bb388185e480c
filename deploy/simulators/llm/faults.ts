/** What can go wrong with a model's provider. `server-error` also stands for an overloaded one (503). */
export type ModelFault =
	| { kind: "latency"; milliseconds: number }
	| { kind: "rate-limit"; retryAfterSeconds: number }
	| { kind: "server-error"; status: 500 | 502 | 503 | 529 }
	| { kind: "nonsense" }
	| { kind: "truncated" }
	| { kind: "endless-tools" };

/** Faults that the next requests meet: `queued` ones once each, in order, then the `lasting` ones, every time. */
export class ModelFaults {
	readonly queued: ModelFault[] = [];
	lasting: ModelFault[] = [];

	take(): readonly ModelFault[] {
		const next = this.queued.shift();
		return next === undefined ? this.lasting : [next];
	}
}
