import type { PracticeDefinition } from "../../practices.ts";

export const keepsTheTestSuiteHonest: PracticeDefinition = {
	slug: "keeps-the-test-suite-honest",
	name: "Keep the test suite honest",
	area: "testing-discipline",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady", "PullRequestSynchronized"],
	preamble: "PULL_REQUEST_CODE",
	isDefectDetector: false,
	whyItMatters:
		"A suite is trusted because red means broken. A test that is quietly skipped or emptied keeps the green and takes the meaning.",
	whatGoodLooksLike:
		"Tests change because behaviour changed, and the change shows it. Where one has to be skipped for a while, it says why and what brings it back.",
	criteria: `What is judged: does any test lose its power in this change without a stated reason?

What good and bad look like. Bad: a test deleted while the code it covered stays; skip, only, xfail, Ignore or Disabled added with no explanation; an assertion removed, or replaced by one that cannot fail (expecting true to be true, catching everything, comparing a value with itself); an expected value changed to whatever the code now returns, with nothing in the change that explains it; a timeout or retry raised to silence a flaky test. Good: a test removed together with the feature; an expectation changed where the description states the new behaviour; a skip with an issue and a reason; a flaky test made deterministic. These are examples; ask whether a defect that the suite caught yesterday could pass today.

Which answer when. A test lost power without a stated reason: PRESENT, BAD – MINOR for a peripheral check, MAJOR when it guarded money, access, data or the main path, or when the suite as a whole stops failing. A reason is given but thin: MINOR. Tests visibly gained power: PRESENT, GOOD. The change touches no test: NOT_APPLICABLE.

Files: diff.patch, removed lines included – they are what this practice reads first – and metadata.json for stated reasons. Check in the checkout whether the covered code still exists and whether the test merely moved to another file.

Grounding: quote the removed or weakened assertion and the line that replaced it; cite the file and the nearest [L<n>]. Say that you looked for a moved copy.

Boundary: missing tests for new behaviour are another practice's matter.

Guidance: ask what made the test stand in the way, and name the smallest thing that would restore what it checked.`,
};
