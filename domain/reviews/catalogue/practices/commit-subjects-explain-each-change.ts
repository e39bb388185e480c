import type { PracticeDefinition } from "../../practices.ts";

export const commitSubjectsExplainEachChange: PracticeDefinition = {
	slug: "commit-subjects-explain-each-change",
	name: "Let commit subjects explain each change",
	area: "review-ready-work",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady", "PullRequestSynchronized"],
	preamble: "PULL_REQUEST",
	isDefectDetector: false,
	whyItMatters:
		"The list of subjects is what people read when they hunt a regression or write release notes. A subject that says nothing sends them back into every diff.",
	whatGoodLooksLike:
		"Each subject names what that commit changes, specifically enough that a teammate could guess which files it touches.",
	criteria: `What is judged: does every authored commit's subject say something specific about that commit?

What good and bad look like. Good: "Retry storage uploads on 503", "fix(auth): reject expired state cookies". Bad: "fix", "wip", "update", "changes", "asdf", "address review", a bare issue number, the same subject on several commits. Prefix conventions, capitals and length do not matter here; meaning does. One weak subject among many specific ones is ordinary life. These are examples; ask whether the subject alone would let a teammate find the commit again.

Which answer when. All or nearly all subjects are specific: PRESENT, GOOD. Some say nothing: PRESENT, BAD, INFO or MINOR depending on how much of the history they make up. Every subject says nothing: ABSENT, BAD, MINOR. Merge commits, reverts with their generated subject and bot commits are left out of the count; when nothing else remains, NOT_APPLICABLE.

Files: metadata.json, its commits with short id and subject. An absent commit list is unknown: NOT_APPLICABLE. The list holds the newest commits only; do not claim anything about those that are not there.

Grounding: quote each subject you mean, with its id. No file location is needed.

Boundary: whether commits are cut at the right places is another practice; the pull request's own title and text too.

Guidance: take the weakest subject and give a fill-in shape for it – "<verb> <what> so that <effect>" – without writing the author's sentence. Where the project squashes, say that the squash title is the place.`,
};
