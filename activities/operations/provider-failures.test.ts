import assert from "node:assert/strict";
import { test } from "node:test";
import { FAILURES } from "@hephaestus/domain/operations/failures.ts";
import { isTooHeavy, toProviderFailure } from "./provider-failures.ts";

const NOW = new Date("2026-01-01T00:00:00Z");
const inSeconds = (seconds: number) => String(NOW.getTime() / 1000 + seconds);

// An HTTP error as octokit throws it.
function answer(status: number, headers: Record<string, string> = {}, message = "no"): Error {
	return Object.assign(new Error(message), { name: "HttpError", status, response: { headers } });
}

// What GraphQL answers with 200, as octokit throws it.
function graphqlAnswer(type: string, message: string, headers: Record<string, string> = {}): Error {
	return Object.assign(new Error(message), { name: "GraphqlResponseError", headers, errors: [{ type, message }] });
}

test("a limit is waited out as long as the provider says", () => {
	const cases: [unknown, number][] = [
		[answer(403, { "retry-after": "17" }), 17_000],
		[answer(429, { "retry-after": "5" }), 5_000],
		[answer(403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": inSeconds(120) }), 121_000],
		[answer(403, {}, "You have exceeded a secondary rate limit"), 60_000],
		[
			graphqlAnswer("RATE_LIMITED", "API rate limit exceeded", {
				"x-ratelimit-remaining": "0",
				"x-ratelimit-reset": inSeconds(30),
			}),
			31_000,
		],
	];
	for (const [error, waitMs] of cases) {
		const failure = toProviderFailure(error, NOW);
		assert.deepEqual(
			[failure?.type, failure?.nonRetryable, failure?.nextRetryDelay],
			[FAILURES.rateLimited, false, waitMs],
		);
	}
});

test("what waiting cannot mend is not retried, what it can is", () => {
	const cases: [unknown, string, boolean][] = [
		[answer(401), FAILURES.connectionNeedsAttention, true],
		[answer(403), FAILURES.forbidden, true],
		[answer(404), FAILURES.notFound, true],
		[answer(422), FAILURES.providerRejected, true],
		[answer(502), FAILURES.providerUnavailable, false],
		[graphqlAnswer("NOT_FOUND", "Could not resolve to a Repository"), FAILURES.notFound, true],
		[graphqlAnswer("", "Something went wrong while executing your query"), FAILURES.providerUnavailable, false],
		[
			new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNREFUSED" }) }),
			FAILURES.providerUnavailable,
			false,
		],
		[Object.assign(new Error("late"), { name: "TimeoutError" }), FAILURES.providerUnavailable, false],
	];
	for (const [error, type, nonRetryable] of cases) {
		const failure = toProviderFailure(error, NOW);
		assert.deepEqual([failure?.type, failure?.nonRetryable], [type, nonRetryable], String(error));
	}
});

test("errors of our own stay as they are", () => {
	assert.equal(toProviderFailure(new Error("a bug"), NOW), null);
	assert.equal(toProviderFailure("thrown text", NOW), null);
});

test("only answers that a smaller page may avoid are too heavy", () => {
	assert.equal(isTooHeavy(answer(502)), true);
	assert.equal(isTooHeavy(answer(500)), false);
});
