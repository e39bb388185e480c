import type { PracticeDefinition } from "../../practices.ts";

export const validatesInputsAndEdgeCasesAtTheBoundary: PracticeDefinition = {
	slug: "validates-inputs-and-edge-cases-at-the-boundary",
	name: "Validate inputs and edge cases at the boundary",
	area: "robust-error-handling",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady", "PullRequestSynchronized"],
	preamble: "PULL_REQUEST_CODE",
	isDefectDetector: true,
	whyItMatters:
		"Values from outside – requests, files, environment, other services – arrive in every shape. Checked once at the edge, they can be trusted everywhere inside; unchecked, they fail in the middle of something.",
	whatGoodLooksLike:
		"Where a value enters, the code says what it accepts and answers clearly to everything else: nothing there, too many, zero, the wrong kind.",
	criteria: `What is judged: does added code use a value that it does not control without any guard in sight?

What bad looks like. A request field, query parameter, file content, environment variable or another service's answer used as if it had to be there and well formed; the first element of a list that may be empty; a division by what may be zero; parsing without a thought for text that does not parse; an index, size or date range taken from outside without bounds. Not meant: values that the type system or a schema has already checked on the way in, internal calls whose callers you can see, framework guarantees, tests. These are examples; ask what a hurried user or a broken partner could send here, and what would happen then.

DEFECT-DETECTOR DISCIPLINE: before you report, look for the guard: in the caller, in the schema, in the framework's declaration, in the type. Report a use that you can show to be unguarded, or NOT_APPLICABLE with what you checked. There is no praise here.

Which answer when. An unguarded use: PRESENT, BAD. MINOR where a confusing error is the worst outcome; MAJOR where it corrupts data, crashes a service or gives a wrong answer that looks right; CRITICAL only where that is reachable from outside and lasting. A value whose origin you cannot establish: NOT_APPLICABLE.

Files: diff.patch for the use; the checkout for the value's way from its entrance to that line. Name that way in the reasoning.

Grounding: cite the using line by file and [L<n>] and quote it; say where the value comes from and where you looked for a check.

Boundary: values that reach a query, a command or a page unescaped belong to security; failures that are caught and dropped to error handling.

Guidance: name the one input that breaks it and ask what should happen then; suggest the entrance, not the using line, as the place for the check.`,
};
