import type { PracticeDefinition } from "../../practices.ts";

export const removesDuplicationInsteadOfCopyPasting: PracticeDefinition = {
	slug: "removes-duplication-instead-of-copy-pasting",
	name: "Remove duplication instead of copy-pasting",
	area: "code-craftsmanship",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady", "PullRequestSynchronized"],
	preamble: "PULL_REQUEST_CODE",
	isDefectDetector: true,
	whyItMatters:
		"Two copies of a decision drift apart: one gets the fix and the other keeps the bug. Whoever changes the rule has to know every place that repeats it.",
	whatGoodLooksLike:
		"Logic that is needed twice lives once, under a name that says what it is, and both places call it.",
	criteria: `What is judged: do added lines repeat a substantial piece of logic that one function, constant or component would hold?

What bad looks like. The same block added twice with only names or literals changed; a new function that repeats an existing one from the same code base; the same condition, query or mapping spelled out in several added places. Not meant: short idioms, imports, declarative tables and configuration, test cases whose repetition makes them readable, generated code, two pieces that look alike today but change for different reasons. These are examples; ask whether a change of the rule behind these lines would have to be made in more than one place.

DEFECT-DETECTOR DISCIPLINE: report a duplication that you can show, or NOT_APPLICABLE with what you compared. There is no praise here.

Which answer when. A substantial repetition among added lines, or between an added block and existing code you opened: PRESENT, BAD, MINOR. Doubtful, short or coincidental likeness: NOT_APPLICABLE.

Files: diff.patch for the added lines; search the checkout for an existing function before you call something new. Only added lines are at fault; old duplication is context.

Grounding: cite both places by file and line, and quote a telling line of each. One finding for one family of copies, however many there are.

Boundary: overlong functions, dead code and naming are other practices' matters.

Guidance: name the piece that is the same and what would have to be a parameter; leave the shape of the abstraction to the author. Where keeping the copies apart may be intended, ask.`,
};
