const tails = new Map<string, Promise<unknown>>();

/**
 * Runs `work` after whatever else works on the same repository in this process. Throws the signal's reason, without
 * starting, when the signal was aborted while it waited.
 */
export async function withRepositoryLock<T>(
	repository: string,
	signal: AbortSignal,
	work: () => Promise<T>,
): Promise<T> {
	const before = tails.get(repository) ?? Promise.resolve();
	const run = before.then(() => {
		signal.throwIfAborted();
		return work();
	});
	const tail = run.catch(() => undefined);
	tails.set(repository, tail);
	try {
		return await run;
	} finally {
		if (tails.get(repository) === tail) tails.delete(repository);
	}
}
