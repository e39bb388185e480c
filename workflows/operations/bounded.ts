/** Runs `work` on every item, at most `limit` at once, in order of the items; the first rejection rejects the whole. */
export async function forEachBounded<T>(items: readonly T[], limit: number, work: (item: T) => Promise<void>) {
	const queue = items.values();
	const lanes = Array.from({ length: Math.min(limit, items.length) }, async () => {
		for (const item of queue) await work(item);
	});
	await Promise.all(lanes);
}
