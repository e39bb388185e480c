/** Splits items so that no key occurs twice in one part; occurrences of a key keep their order over the parts. */
export function layersByKey<T>(items: readonly T[], keyOf: (item: T) => string | number): T[][] {
	const seen = new Map<string | number, number>();
	const layers: T[][] = [];
	for (const item of items) {
		const key = keyOf(item);
		const layer = seen.get(key) ?? 0;
		seen.set(key, layer + 1);
		const part = layers[layer] ?? [];
		part.push(item);
		layers[layer] = part;
	}
	return layers;
}
