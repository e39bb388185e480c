import type { ContentfulStatusCode } from "hono/utils/http-status";

export interface ProblemExtras {
	/** Messages by field, for what a person can correct in a form. */
	errors?: Record<string, string[]>;
	retryAfterSeconds?: number;
	cause?: unknown;
}

/**
 * A refusal with an answer of its own. `code` is stable and for machines, `title` names the kind, `detail` says what to
 * do; all three reach the client, so none of them may hold an internal. Titles from identity specification, section 24.
 */
export class ProblemError extends Error {
	override readonly name = "ProblemError";
	readonly status: ContentfulStatusCode;
	readonly code: string;
	readonly title: string;
	readonly detail: string;
	readonly extras: ProblemExtras;

	constructor(
		status: ContentfulStatusCode,
		code: string,
		title: string,
		detail: string,
		{ cause, ...extras }: ProblemExtras = {},
	) {
		super(`${code}: ${detail}`, { cause });
		this.status = status;
		this.code = code;
		this.title = title;
		this.detail = detail;
		this.extras = extras;
	}
}

/** 404; the same for what does not exist and for what the caller may not see. */
export function notFound(what: string): ProblemError {
	return new ProblemError(
		404,
		"not_found",
		"Resource not found",
		`There is no such ${what}, or it is not yours to see.`,
	);
}

/** 403; `detail` says who may, or what is missing. */
export function forbidden(code: string, detail: string): ProblemError {
	return new ProblemError(403, code, "Access denied", detail);
}

/** 409; the request is fine, but the state it meets is not. `detail` says what would help. */
export function conflict(code: string, title: string, detail: string): ProblemError {
	return new ProblemError(409, code, title, detail);
}

/** 400 with messages by field. */
export function invalid(errors: Record<string, string[]>): ProblemError {
	return new ProblemError(400, "validation_failed", "Validation failed", "Correct the named fields and try again.", {
		errors,
	});
}

/** Something this process needs does not answer; `retryAfterSeconds` is when trying again makes sense. */
export function unavailable(code: string, detail: string, retryAfterSeconds: number, cause?: unknown): ProblemError {
	return new ProblemError(503, code, "Service unavailable", detail, { retryAfterSeconds, cause });
}
