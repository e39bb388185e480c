import assert from "node:assert/strict";
import { test } from "node:test";
import { isReviewCommand } from "./review-command.ts";

test("only a comment that begins with the command asks for a review", () => {
	for (const body of ["/hephaestus review", "  /Hephaestus  REVIEW \r\nplease", "/hephaestus review\n\nthanks"])
		assert.equal(isReviewCommand(body), true, body);
	for (const body of ["please /hephaestus review", "> /hephaestus review", "/hephaestus reviews", "/hephaestus", ""])
		assert.equal(isReviewCommand(body), false, body);
});
