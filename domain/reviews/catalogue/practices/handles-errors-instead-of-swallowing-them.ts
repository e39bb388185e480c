import type { PracticeDefinition } from "../../practices.ts";

export const handlesErrorsInsteadOfSwallowingThem: PracticeDefinition = {
	slug: "handles-errors-instead-of-swallowing-them",
	name: "Handle errors instead of swallowing them",
	area: "robust-error-handling",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady", "PullRequestSynchronized"],
	preamble: "PULL_REQUEST_CODE",
	isDefectDetector: true,
	whyItMatters:
		"A failure that disappears is found by a user, later and elsewhere, without a trace of where it began. Whoever searches then has nothing to read.",
	whatGoodLooksLike:
		"Every failure that the code can meet is either dealt with – retried, replaced by something sensible, reported – or passed on to somebody who can.",
	criteria: `What is judged: does an added failure path make a failure vanish?

What bad looks like. An empty catch or except; one that only has a comment; a broad catch that returns a default so that the caller takes failure for an ordinary result; an error that is logged where the code then goes on as if nothing had happened; a promise nobody awaits or catches; an ignored error return or status; a catch that throws something new and loses the cause. Not meant: a narrow catch of an expected condition with a comment that says why ignoring it is right; best-effort clean-up that states so; a boundary that turns errors into answers; cancellation that is passed on. These are examples; ask: when this fails at night, who learns of it, and is what happens next still correct?

DEFECT-DETECTOR DISCIPLINE: walk through every added try, catch, except, rescue, error callback, promise chain and ignored result before you decide. Report what you can point at, or NOT_APPLICABLE with what you walked through. There is no praise here.

Which answer when. A swallowed failure: PRESENT, BAD. MINOR where the consequence is a missing log line or a cosmetic effect; MAJOR where the code goes on with wrong or lost data, or hides a failed write, payment or permission check; CRITICAL only where that happens silently on a main path and cannot be noticed or undone. Deliberate and explained: NOT_APPLICABLE.

Files: diff.patch; in the checkout the called functions, to see what can fail, and the callers, to see who would have learned of it.

Grounding: cite the handler by file and [L<n>], quote its first lines, and name the failure that disappears. Do not invent failures that the call cannot have.

Boundary: missing checks of input belong to validation; deliberate aborts to their own practice; leftover debug prints to tidiness.

Guidance: ask who should learn of this failure, and name the one thing missing: pass it on, return it, or say why it may be ignored.`,
};
