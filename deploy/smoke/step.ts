/** Where a running instance can be reached. */
export interface SmokeTarget {
	/** Origin of the application. */
	app: string;
	/** Origin of the simulated forge. */
	forge: string;
	/** host:port of Temporal. */
	temporal: string;
	/** Runs the operator's command line against this instance; rejects on a non-zero exit. */
	runCli(args: string[]): Promise<string>;
}

export interface SmokeResult {
	name: string;
	milliseconds: number;
}

export class SmokeFailed extends Error {
	override readonly name = "SmokeFailed";
	readonly step: string;

	constructor(step: string, cause: unknown) {
		super(`Step "${step}" failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
		this.step = step;
	}
}

/** Runs one named step, reports its milliseconds, and wraps what goes wrong with the step's name. */
export async function step<T>(name: string, report: (result: SmokeResult) => void, work: () => Promise<T>): Promise<T> {
	const begin = performance.now();
	try {
		const value = await work();
		report({ name, milliseconds: Math.round(performance.now() - begin) });
		return value;
	} catch (cause) {
		throw new SmokeFailed(name, cause);
	}
}

/** Asks until `probe` answers something, at most `seconds`; throws with `waitingFor` and the last answer otherwise. */
export async function eventually<T>(
	waitingFor: string,
	seconds: number,
	probe: () => Promise<T | undefined>,
	lastSeen: () => string = () => "nothing",
): Promise<T> {
	const until = performance.now() + seconds * 1000;
	while (performance.now() < until) {
		const value = await probe();
		if (value !== undefined) return value;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	throw new Error(`waited ${seconds} s for ${waitingFor}; last seen: ${lastSeen()}`);
}
