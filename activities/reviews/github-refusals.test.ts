import assert from "node:assert/strict";
import { test } from "node:test";
import { placementRefusal } from "./github-refusals.ts";

const answer = (...messages: string[]) =>
	Object.assign(new Error(messages[0]), { errors: messages.map((message) => ({ type: "UNPROCESSABLE", message })) });

for (const message of [
	"Line could not be resolved",
	"Path could not be resolved, Line could not be resolved",
	"Pull request review thread line must be part of the diff and Pull request review thread diff hunk can't be blank",
	"Pull request review thread line must be part of the diff, Pull request review thread start line must be part of the same hunk as the line., and Pull request review thread diff hunk can't be blank",
	"Commit is not part of the pull request",
])
	test(`a place is refused by: ${message}`, () => assert.equal(placementRefusal(answer(message)), message));

test("what only mentions a line, a path or a commit is a failure like any other", () => {
	for (const message of [
		"The pull request's commit is being processed; try again",
		"Body is too long and the request line was cut",
		"Line could not be resolved, Body is too long",
	])
		assert.equal(placementRefusal(answer(message)), null, message);
	assert.equal(placementRefusal(answer("Line could not be resolved", "Something went wrong")), null);
	assert.equal(placementRefusal(new Error("Path could not be resolved")), null);
	const forbidden = { errors: [{ type: "FORBIDDEN", message: "Line could not be resolved" }] };
	assert.equal(placementRefusal(forbidden), null);
});
