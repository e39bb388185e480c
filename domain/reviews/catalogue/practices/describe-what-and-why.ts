import type { PracticeDefinition } from "../../practices.ts";

export const describeWhatAndWhy: PracticeDefinition = {
	slug: "describe-what-and-why",
	name: "Describe what changed and why",
	area: "review-ready-work",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady"],
	preamble: "PULL_REQUEST",
	isDefectDetector: false,
	whyItMatters:
		"A reviewer who knows the purpose can judge whether the change serves it. Without it they check only whether the code does what the code does, and a year later nobody remembers why it is there.",
	whatGoodLooksLike:
		"Title and description together say what is different now and what made that necessary – a bug that users met, a need, a decision – in a few sentences a teammate from another corner of the project understands.",
	criteria: `What is judged: do the title and the description of the pull request, read alone, tell a teammate what changed and why it was wanted?

What good and bad look like. Good: "Retry the upload once when storage answers 503, because nightly backups fail on short outages" – a change and its motive. The motive may be short, may sit inside a bullet, may be a linked problem stated in a few words, may come before the change. Bad: an empty description under a title such as "Update code"; a description that restates the title; a list of touched files without any purpose; a filled-in template whose purpose section still holds the placeholder. These are examples, not a list to match: ask whether a colleague who has not seen the code could explain the change to somebody else.

Which answer when. Both what and why are understandable: PRESENT, GOOD – report it when the description is a model others could follow. What is understandable but no reason is given anywhere: ABSENT, BAD, MINOR. Neither can be told from title and description: ABSENT, BAD, MAJOR when the change is substantial, MINOR when it is small. A self-explanatory trivial change (a typo, a version bump that says which version) needs no separate reason: NOT_APPLICABLE or a brief GOOD.

Files: metadata.json (title, body, author, sizes) and diff_summary.md to see what the text should have covered. A body that is null is an empty description. Bot-authored pull requests are NOT_APPLICABLE.

Grounding: quote the title and the sentence you rely on; when you say that a reason is missing, say that you read title and body to the end. No file location: this finding is about the description.

Boundary: whether the change is too big belongs to scoping; whether an issue is linked belongs to the hand-off; commit messages have their own practice.

Guidance: one next step – usually the one question the description should answer, in the form "This change … because …" with the gaps left for the author to fill.`,
};
