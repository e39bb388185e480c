import { isDatabaseUnreachable } from "@hephaestus/db/operations/database-unreachable.ts";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { ApiEnv } from "./env.ts";
import { ProblemError, unavailable } from "./problem-error.ts";
import type { Problem } from "./schema.ts";
import { isUnstorableText } from "./unstorable-text.ts";

/** Answers with a problem document (RFC 9457); `Retry-After` accompanies `retryAfterSeconds`. */
export function problemResponse(c: Context<ApiEnv>, problem: ProblemError): Response {
	const { errors, retryAfterSeconds } = problem.extras;
	const body: Problem = {
		type: `urn:hephaestus:problem:${problem.code}`,
		title: problem.title,
		status: problem.status,
		detail: printable(problem.detail),
		instance: c.req.path,
		code: problem.code,
		requestId: c.var.requestId,
		...(errors && { errors }),
		...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
	};
	if (retryAfterSeconds !== undefined) c.header("Retry-After", String(retryAfterSeconds));
	return c.json(body, problem.status, { "Content-Type": "application/problem+json" });
}

/** Turns whatever a handler threw into a problem document. What nobody foresaw is logged and never shown. */
export function answerError(error: Error, c: Context<ApiEnv>): Response {
	const problem = toProblem(error);
	if (problem.status >= 500) c.var.log.error({ err: error, code: problem.code }, "request failed");
	return problemResponse(c, problem);
}

function toProblem(error: Error): ProblemError {
	if (error instanceof ProblemError) return error;
	if (error instanceof HTTPException) return fromHttpException(error);
	if (isDatabaseUnreachable(error))
		return unavailable("database_unavailable", "The database does not answer. Try again in a moment.", 5, error);
	if (isUnstorableText(error))
		return new ProblemError(400, "invalid_text", "Invalid request", "Leave out the NUL character (%00).");
	return new ProblemError(
		500,
		"unexpected",
		"Unexpected error",
		"Something went wrong on our side. The operator finds the cause in the log by this request id.",
	);
}

// Hono's own middleware throws these: a body that is not JSON, or one past its limit.
function fromHttpException({ status }: HTTPException): ProblemError {
	if (status === 400) return new ProblemError(400, "malformed_body", "Invalid request", "The body is not valid JSON.");
	if (status === 413)
		return new ProblemError(413, "payload_too_large", "Payload too large", "The body is larger than accepted here.");
	return new ProblemError(500, "unexpected", "Unexpected error", "Something went wrong on our side.");
}

function printable(text: string): string {
	return text.replace(/\p{Cc}/gu, " ");
}
