import type { PracticeDefinition } from "../../practices.ts";

export const shipsTestsWithTheChange: PracticeDefinition = {
	slug: "ships-tests-with-the-change",
	name: "Ship tests with the change",
	area: "testing-discipline",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady", "PullRequestSynchronized"],
	preamble: "PULL_REQUEST_CODE",
	isDefectDetector: false,
	whyItMatters:
		"A test that arrives with the behaviour shows that it works today and warns the next person who breaks it. Tests promised for later rarely come.",
	whatGoodLooksLike:
		"New or changed behaviour comes with a test in the same pull request that would fail without it – at the level where the project tests such things.",
	criteria: `What is judged: does behaviour that this change adds or alters arrive with a test that exercises it?

What good and bad look like. Good: a new branch in a function and a case that takes it; a bug fix with the case that used to fail; a changed endpoint whose existing test is extended. Bad: a new module with logic and no test anywhere in the diff; a bug fix that leaves the suite as it was; a test file that is added but never reaches the new code. Fine without a test: documentation, configuration values, renames, pure deletions, styling, generated code, a spike that says so. These are examples; ask whether a wrong version of this change could be merged without any test turning red.

Which answer when. The new behaviour is exercised: PRESENT, GOOD; name the test and what it takes. Substantive new behaviour and no test touches it: ABSENT, BAD, MINOR. Some of it is covered and a consequential part, such as an error path, is not: PRESENT, BAD, MINOR; name the part. Nothing to test: NOT_APPLICABLE, with the reason.

Files: diff.patch and diff_stat.txt first. Look into the checkout whether an existing test already covers the code that changed, and how this project lays its tests out, before you say that one is missing. A project without any test suite is NOT_APPLICABLE; say so.

Grounding: cite the added lines whose behaviour is untested, by file and [L<n>], quote one of them, and say where you searched for tests.

Boundary: tests that are deleted, skipped or hollowed out are another practice's matter, and so is their elegance.

Guidance: name the one case that would protect most, as a question: "What should happen when …?" The author writes the test.`,
};
