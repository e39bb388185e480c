import type { PracticeDefinition } from "../../practices.ts";

export const leavesTheCodeCleanWithIntentRevealingComments: PracticeDefinition = {
	slug: "leaves-the-code-clean-with-intent-revealing-comments",
	name: "Leave clean code and comments that explain why",
	area: "code-craftsmanship",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady", "PullRequestSynchronized"],
	preamble: "PULL_REQUEST_CODE",
	isDefectDetector: true,
	whyItMatters:
		"Debug prints, commented-out blocks and leftovers of the way to the solution cost every later reader a moment of doubt: is this needed? The version history already remembers what was tried.",
	whatGoodLooksLike:
		"What is merged is what is meant to run. Comments tell what the code cannot: why it is so, what it relies on, what was decided against.",
	criteria: `What is judged: do added lines carry residue of the work, or comments that only repeat the code?

What bad looks like. Code that is commented out; prints and logs that served the search for a bug ("here", "xxx", dumping a variable); breakpoints; scaffolding such as unused variables, empty handlers, placeholder names; a TODO without any hint of what or whose; comments that paraphrase the next line. Not meant: a program's intended output or logging through the project's logger, licence headers, documentation comments of a public interface, examples in documentation, a commented line that says why it is kept, a deliberate TODO with a reference. These are examples; ask whether the author would have left this line in, had they read the diff once more.

DEFECT-DETECTOR DISCIPLINE: report residue that you can point at, or NOT_APPLICABLE with what you scanned. There is no praise here.

Which answer when. Residue on an added line: PRESENT, BAD, MINOR; INFO when it is a single harmless comment. Group residue of the same kind in one file into one finding with several locations.

Files: diff.patch, every added line of every hand-written file; look at the surroundings in the checkout when a print might be the program's purpose, as in a command-line tool. Removed lines are never at fault.

Grounding: cite file and [L<n>] for each, quote the line verbatim, and give a note for that line.

Boundary: swallowed errors, secrets and duplicated code are other practices' matters even when they look untidy.

Guidance: say which line can simply go, or which reason a comment should give instead of what it gives.`,
};
