import { type NamedProcess, settlesWithin } from "./child-process.ts";
import { type Part, PartFailed, type RunningPart } from "./part.ts";
import type { Screen } from "./screen.ts";

/** How long a stop may take in all, the force at its end included. */
const STOP_WITHIN_MS = 9_000;
/** How long parts that are still starting may take to settle when the start is given up. */
const GIVE_UP_WITHIN_MS = 3_000;

export interface StartedParts {
	/** Why optional parts are missing, by name. */
	lost: ReadonlyMap<string, PartFailed>;
	/** What each part took, by name. */
	milliseconds: ReadonlyMap<string, number>;
	processes(): NamedProcess[];
	/** Stops every part in reverse order, within ten seconds. */
	stop(): Promise<void>;
}

/**
 * Starts every part as soon as those it comes after run. When a required part fails, nothing more is started, what runs
 * is stopped, and StartFailed is thrown; an optional part that fails is reported and counts as started.
 * `onStarted` is called whenever a part has come up.
 */
export async function startParts(
	parts: readonly Part[],
	screen: Screen,
	stopped: AbortSignal,
	onStarted: (processes: NamedProcess[]) => Promise<void>,
): Promise<StartedParts> {
	const running = new Map<string, RunningPart>();
	const lost = new Map<string, PartFailed>();
	const milliseconds = new Map<string, number>();
	const starts = new Map<string, Promise<void>>();
	const givenUp = new AbortController();
	let fatal: PartFailed | undefined;
	const processes = () => parts.flatMap(({ name }) => running.get(name)?.processes() ?? []);

	async function start(part: Part): Promise<void> {
		await Promise.all(part.after.map((name) => starts.get(name)));
		if (givenUp.signal.aborted) return;
		const begin = performance.now();
		try {
			const started = await part.start(screen.progress(part.name));
			if (givenUp.signal.aborted) return await started.stop(GIVE_UP_WITHIN_MS);
			running.set(part.name, started);
			milliseconds.set(part.name, performance.now() - begin);
			screen.ready(part.name, started, performance.now() - begin);
			await onStarted(processes());
		} catch (cause) {
			if (givenUp.signal.aborted) return; // it fell with the others
			const failure = asPartFailed(part.name, cause);
			screen.failed(part.name, failure, part.required ? "fatal" : "lost");
			if (!part.required) return void lost.set(part.name, failure);
			fatal = failure;
			givenUp.abort();
		}
	}

	async function stop(): Promise<void> {
		const deadline = performance.now() + STOP_WITHIN_MS;
		for (const { name } of parts.toReversed()) {
			// Half of what is left for each: the sum stays below the deadline however many need force.
			await running.get(name)?.stop((deadline - performance.now()) / 2);
			running.delete(name);
		}
	}

	const giveUp = () => givenUp.abort();
	stopped.addEventListener("abort", giveUp, { once: true });
	if (stopped.aborted) giveUp();
	screen.begin(parts.map(({ name }) => name));
	for (const part of parts) starts.set(part.name, start(part));
	const settled = Promise.all(starts.values());
	await Promise.race([settled, aborted(givenUp.signal)]);
	stopped.removeEventListener("abort", giveUp);
	screen.end();
	if (givenUp.signal.aborted) {
		await stop();
		await settlesWithin(settled, GIVE_UP_WITHIN_MS);
		throw fatal === undefined ? new StartInterrupted() : new StartFailed(fatal);
	}
	return { lost, milliseconds, processes, stop };
}

/** A person stopped the start before everything ran. */
export class StartInterrupted extends Error {
	override readonly name = "StartInterrupted";
}

/** A required part could not be had, as its `cause` says; what had started is stopped again. */
export class StartFailed extends Error {
	override readonly name = "StartFailed";

	constructor(cause: PartFailed) {
		super(`${cause.part} could not be started. ${cause.message} ${cause.remedy}`, { cause });
	}
}

async function aborted(signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

function asPartFailed(part: string, cause: unknown): PartFailed {
	if (cause instanceof PartFailed) return cause;
	const message = cause instanceof Error ? cause.message : String(cause);
	return new PartFailed(part, message, { remedy: "Mend what is named above and start again.", cause });
}
