import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Finding } from "./findings.ts";
import { exampleFinding, upload } from "./testing/examples.ts";
import { validateFindings } from "./validate-findings.ts";

const practices = [
	{ slug: "handles-errors-instead-of-swallowing-them", isDefectDetector: true },
	{ slug: "removes-duplication-instead-of-copy-pasting", isDefectDetector: true },
	{ slug: "describe-what-and-why", isDefectDetector: false },
];

function validate(...findings: Finding[]) {
	return validateFindings({ findings, practices, diff: [upload] });
}

test("keeps a finding on a changed file, under the repository's name for it", () => {
	const locations = [{ path: "/workspace/inputs/sources/scm/repo/src/upload.ts", startLine: 12 }];
	const { kept } = validate(exampleFinding({ evidence: { locations, snippets: [] } }));
	assert.equal(kept[0]?.evidence.locations[0]?.path, "src/upload.ts");
});

test("drops what concerns no file of the change, an unknown practice or nothing at all, and says why", () => {
	const elsewhere = { locations: [{ path: "src/other.ts", startLine: 1 }], snippets: [] };
	const { assessment: _, ...undecided } = exampleFinding();
	const { kept, dropped } = validate(
		exampleFinding({ evidence: elsewhere }),
		exampleFinding({ practiceSlug: "sings-well" }),
		undecided,
	);
	assert.deepEqual(kept, []);
	assert.deepEqual(
		dropped.map(({ reason }) => reason),
		[
			"it cites no file of this change",
			"no such practice was asked about",
			"it says neither that it is good nor that it is bad",
		],
	);
});

test("keeps what is about the pull request as a whole, wherever it points", () => {
	const evidence = { locations: [{ path: "src/other.ts", startLine: 1 }], snippets: [] };
	assert.equal(validate(exampleFinding({ practiceSlug: "describe-what-and-why", evidence })).kept.length, 1);
});

test("turns a defect detector's praise into not applicable", () => {
	const [finding] = validate(exampleFinding({ assessment: "GOOD" })).kept;
	assert.equal(finding?.presence, "NOT_APPLICABLE");
	assert.equal(finding?.assessment, undefined);
	assert.match(finding?.reasoning ?? "", /^\[auto-downgraded/);
});

test("lets only the practices that may block be more than minor", () => {
	const severities = validate(
		exampleFinding({ severity: "CRITICAL" }),
		exampleFinding({ severity: "CRITICAL", practiceSlug: "removes-duplication-instead-of-copy-pasting" }),
		exampleFinding({ severity: "INFO" }),
	).kept.map(({ severity }) => severity);
	assert.deepEqual(severities, ["CRITICAL", "MINOR", "MINOR"]);
});

const anyFinding: fc.Arbitrary<Finding> = fc
	.record({
		practiceSlug: fc.constantFrom(...practices.map(({ slug }) => slug), "unknown-practice"),
		presence: fc.constantFrom("PRESENT", "ABSENT", "NOT_APPLICABLE"),
		assessment: fc.constantFrom("GOOD", "BAD"),
		severity: fc.option(fc.constantFrom("CRITICAL", "MAJOR", "MINOR", "INFO"), { nil: undefined }),
	})
	.map(({ severity, ...rest }) => {
		const { severity: _, ...finding } = exampleFinding(rest);
		return severity === undefined ? finding : { ...finding, severity };
	});

test("whatever is kept obeys the rules that the database checks", () => {
	fc.assert(
		fc.property(fc.array(anyFinding), (findings) => {
			const { kept, dropped } = validate(...findings);
			assert.equal(kept.length + dropped.length, findings.length);
			for (const { presence, assessment, severity } of kept) {
				assert.equal(presence === "NOT_APPLICABLE", assessment === undefined);
				assert.equal(severity === undefined, assessment !== "BAD");
			}
		}),
	);
});
