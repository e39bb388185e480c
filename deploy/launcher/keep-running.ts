import { setTimeout as sleep } from "node:timers/promises";
import { type Child, type NamedProcess, settlesWithin } from "./child-process.ts";

const FIRST_DELAY_MS = 1_000;
const MOST_RESTARTS = 5;
/** Restarts older than this are forgiven. */
const WINDOW_MS = 10 * 60_000;
const EXIT_BAD_CONFIGURATION = 78;

export interface Runnable {
	child: Child;
	stop(graceMs: number): Promise<void>;
}

export interface Kept<R extends Runnable> {
	/** As it was started first; its addresses hold for its successors. */
	first: R;
	processes(): NamedProcess[];
	stop(graceMs: number): Promise<void>;
}

export interface KeepRunningOptions<R extends Runnable> {
	name: string;
	start(): Promise<R>;
	/** Tells people that it ended unasked, and what becomes of it. */
	tell(event: string): void;
	/** Called after each restart: the process ids have changed. */
	onRestart(): void;
	firstDelayMs?: number;
}

/**
 * Starts a process and starts it again when it ends unasked: after 1, 2, 4, 8 and 16 seconds, at most five times in ten
 * minutes. A refused configuration is not tried again. Throws what the first start throws.
 */
export async function keepRunning<R extends Runnable>(options: KeepRunningOptions<R>): Promise<Kept<R>> {
	const { name, tell } = options;
	const stopping = new AbortController();
	const first = await options.start();
	let current = first;
	const watching = watch();

	async function watch(): Promise<void> {
		let restarts: number[] = [];
		while (true) {
			const { code, signal } = await current.child.exited;
			if (stopping.signal.aborted) return;
			restarts = restarts.filter((time) => Date.now() - time < WINDOW_MS);
			const ended = `${name} ended unasked (${signal ?? `code ${code}`})`;
			if (code === EXIT_BAD_CONFIGURATION || restarts.length >= MOST_RESTARTS) {
				tell(`${ended} and stays down: mend the cause its log names, then stop and start again.`);
				return;
			}
			const delayMs = (options.firstDelayMs ?? FIRST_DELAY_MS) * 2 ** restarts.length;
			tell(`${ended}; it starts again in ${delayMs / 1000} s.`);
			restarts.push(Date.now());
			if (!(await waited(delayMs, stopping.signal))) return;
			await restart();
		}
	}

	async function restart(): Promise<void> {
		try {
			current = await options.start();
			if (stopping.signal.aborted) await current.stop(1_000);
			options.onRestart();
			tell(`${name} runs again.`);
		} catch (error) {
			// The child that could not start has ended: the loop sees that and tries again, or gives up.
			tell(`${name} could not be started again: ${error instanceof Error ? error.message : String(error)}`);
		}
	}

	return {
		first,
		processes: () => [{ name, pid: current.child.pid }],
		async stop(graceMs) {
			stopping.abort();
			await current.stop(graceMs);
			await settlesWithin(watching, graceMs);
		},
	};
}

async function waited(milliseconds: number, signal: AbortSignal): Promise<boolean> {
	return await sleep(milliseconds, true, { signal }).catch(() => false);
}
