import type { PracticeDefinition } from "../../practices.ts";

export const scopeOneReviewableChange: PracticeDefinition = {
	slug: "scope-one-reviewable-change",
	name: "Keep one reviewable change per pull request",
	area: "review-ready-work",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady"],
	preamble: "PULL_REQUEST",
	isDefectDetector: false,
	whyItMatters:
		"A reviewer can only vouch for what fits into their head at once. Two unrelated changes in one pull request are reviewed at half depth each, and neither can be reverted without the other.",
	whatGoodLooksLike:
		"Every file in the diff serves the purpose that the title names. What came up on the way – a rename, a formatting pass, another fix – travels in a pull request of its own.",
	criteria: `What is judged: can one reviewer hold this whole change in mind, because it pursues one purpose?

What good and bad look like. Good: a feature with its tests, its migration and its documentation – many files, one purpose. Good: a mechanical rename across the code base and nothing else. Bad: a bug fix that also reformats three modules; a feature together with an unrelated dependency upgrade; a refactoring and a behaviour change in the same files, so that the reader cannot tell which line does which. Size alone is no fault and no virtue: lock files, generated clients, vendored code, snapshots and moved files cost a reviewer little, so discount them before you judge. These are examples; ask whether a colleague would naturally split this before reviewing it.

Which answer when. One purpose: PRESENT, GOOD. Several purposes that stand beside each other: ABSENT, BAD, MINOR; when they are entangled so that a reviewer cannot follow either, or the remaining hand-written change is far beyond one sitting, still BAD, at most MAJOR. A pull request that says why its parts must land together deserves the benefit of the doubt.

Files: metadata.json, diff_stat.txt and diff_summary.md for the spread; diff.patch where names alone do not tell. Where counters in metadata.json and the diff disagree, believe the diff. An empty diff or a bot's dependency update is NOT_APPLICABLE.

Grounding: name the purposes you see and a file for each, quoted from the diff summary. No file location is needed.

Boundary: how commits are cut is another practice's matter, and so is a thin description.

Guidance: name the one part that would stand best on its own, and suggest taking it out first.`,
};
