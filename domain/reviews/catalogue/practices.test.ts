import assert from "node:assert/strict";
import { test } from "node:test";
import { areaDefinition, practiceDefinition } from "../practices.ts";
import { AREAS } from "./areas.ts";
import { PRACTICES } from "./practices.ts";
import { fullCriteria } from "./preambles.ts";

test("every default area and practice obeys the rules that people's own ones obey", () => {
	for (const area of AREAS) areaDefinition.parse(area);
	for (const practice of PRACTICES) practiceDefinition.parse(practice);
});

test("slugs are unique and every practice has an area that exists", () => {
	assert.equal(new Set(AREAS.map((area) => area.slug)).size, AREAS.length);
	assert.equal(new Set(PRACTICES.map((practice) => practice.slug)).size, PRACTICES.length);
	const areas = new Set(AREAS.map((area) => area.slug));
	assert.deepEqual(
		PRACTICES.filter((practice) => !areas.has(practice.area)),
		[],
	);
});

test("criteria say what is judged, which answer applies, what to abstain on and how to guide", () => {
	for (const practice of PRACTICES)
		for (const part of ["What is judged", "Files:", "Grounding:", "Boundary:", "Guidance:", "NOT_APPLICABLE"])
			assert.ok(practice.criteria.includes(part), `${practice.slug} lacks "${part}"`);
});

test("a defect detector never offers praise as an answer", () => {
	for (const practice of PRACTICES.filter((candidate) => candidate.isDefectDetector))
		assert.doesNotMatch(practice.criteria, /(PRESENT|ABSENT), GOOD/, practice.slug);
});

test("stored criteria open with the shared rules of the practice's kind", () => {
	for (const practice of PRACTICES) {
		const [preamble, rest] = fullCriteria(practice).split("\n\n---\n\n");
		assert.equal(rest, practice.criteria.trim());
		assert.equal(preamble?.includes("diff.patch"), practice.preamble === "PULL_REQUEST_CODE");
	}
});
