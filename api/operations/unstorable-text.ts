// PostgreSQL's: a character that its encoding or its JSON does not have, which is U+0000 in well-formed text.
const STATES = new Set(["22021", "22P05"]);

/** Whether PostgreSQL refused a statement because somebody sent it text that it cannot hold. */
export function isUnstorableText(error: unknown): boolean {
	return error instanceof Error && "code" in error && STATES.has(String(error.code));
}
