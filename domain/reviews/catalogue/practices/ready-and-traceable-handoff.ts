import type { PracticeDefinition } from "../../practices.ts";

export const readyAndTraceableHandoff: PracticeDefinition = {
	slug: "ready-and-traceable-handoff",
	name: "Hand over finished, traceable work",
	area: "review-ready-work",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady"],
	preamble: "PULL_REQUEST",
	isDefectDetector: false,
	whyItMatters:
		"Asking for review says: this is my best attempt. Leftover signs of unfinished work make reviewers guess whether to look now, and a change that points at no issue loses its history as soon as it is merged.",
	whatGoodLooksLike:
		"The pull request is no draft in disguise, says which issue it belongs to, and what its checklist claims is what the change contains.",
	criteria: `What is judged: does the author hand over work that is finished by their own account and can be traced to where it came from?

What good and bad look like. Good: a title without a work-in-progress sign, an issue named in title, body or branch ("Fixes #12", "refs #12", a branch such as 12-retry-upload), a checklist that matches the change. Bad: "WIP", "do not merge", "draft:" or unchecked must-do items on a pull request that is not a draft; a substantive change that names no issue anywhere, in a project that works with issues; a ticked box "tests added" when the file table shows no test file. A small fix, documentation, or a project whose inventory shows that issues are not used needs no issue. These are examples, not a list; ask whether a reviewer would know that it is their turn and where the work belongs.

Which answer when. Finished and traceable: PRESENT, GOOD – worth reporting when a reviewer is helped beyond the ordinary. A work-in-progress sign on a non-draft, or a missing trace for a substantive change: ABSENT, BAD, MINOR. A ticked claim that the file table contradicts: PRESENT, BAD, MINOR – say what is ticked and what is not there, without guessing at reasons. Drafts are NOT_APPLICABLE.

Files: metadata.json, linked_work_items.json, diff_summary.md, project_inventory.json. A missing linked_work_items.json is unknown; then judge the text alone.

Grounding: quote the sign, the ticked line or the branch name. Before you say that no issue is named, say that title, body and branch were searched.

Boundary: what the description explains belongs to another practice; whether tests are good enough too.

Guidance: one step, such as adding the issue's number or converting to draft.`,
};
