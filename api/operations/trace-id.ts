import { randomBytes } from "node:crypto";

const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/;
const INVALID = "0".repeat(32);

/** The trace a request belongs to: that of its W3C `traceparent` header, else a new one. */
export function traceIdOf(traceparent: string | undefined): string {
	const given = traceparent?.match(TRACEPARENT)?.[1];
	return given !== undefined && given !== INVALID ? given : randomBytes(16).toString("hex");
}
