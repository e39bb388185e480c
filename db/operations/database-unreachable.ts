const CONNECTION_ERRORS = new Set([
	"ECONNREFUSED",
	"ECONNRESET",
	"ENOTFOUND",
	"EAI_AGAIN",
	"EPIPE",
	"ETIMEDOUT",
	"EHOSTUNREACH",
	"ENETUNREACH",
]);
// PostgreSQL's classes: 08 connection exception, 57P0x the server is shutting down or starting, 53300 no free slot.
const SERVER_STATES = /^(08\d{3}|57P0[1235]|53300)$/;
const POOL_MESSAGES = /timeout exceeded when trying to connect|Connection terminated/;

/** Whether `error` means that PostgreSQL could not be reached, as opposed to having refused a statement. */
export function isDatabaseUnreachable(error: unknown): boolean {
	if (!(error instanceof Error)) return false;
	if (error instanceof AggregateError) return error.errors.some(isDatabaseUnreachable);
	const code = "code" in error && typeof error.code === "string" ? error.code : "";
	return CONNECTION_ERRORS.has(code) || SERVER_STATES.test(code) || POOL_MESSAGES.test(error.message);
}
