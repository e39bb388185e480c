import { FAILURES } from "@hephaestus/domain/operations/failures.ts";
import { ApplicationFailure } from "@temporalio/common";

// Classes of SQLSTATE: a value the type cannot hold, a constraint it breaks. A broken uniqueness (23505) is apart: the
// loser of a race sees the winner's row when it tries again.
const REFUSED_VALUE = /^22[0-9A-Z]{3}$|^23(?!505)[0-9A-Z]{3}$/;

/**
 * Turns an error that the same input brings about again, a value that our own schemas or PostgreSQL refuse, into a
 * failure that is not retried; null for every other error.
 */
export function toPermanentFailure(error: unknown): ApplicationFailure | null {
	if (!(error instanceof Error) || !isPermanent(error)) return null;
	return ApplicationFailure.create({
		type: FAILURES.invalidData,
		message: error.message,
		nonRetryable: true,
		cause: error,
	});
}

function isPermanent(error: Error): boolean {
	return error.name === "ZodError" || ("code" in error && REFUSED_VALUE.test(String(error.code)));
}
