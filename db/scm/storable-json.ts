/** JSON that PostgreSQL stores: without NUL characters and broken surrogates, which text may carry but jsonb refuses. */
export function toStorableJson(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		typeof part === "string" ? part.replaceAll("\0", "").toWellFormed() : part,
	);
}
