import type { PracticeDefinition } from "../../practices.ts";

export const documentsPublicApiAndBehaviourChanges: PracticeDefinition = {
	slug: "documents-public-api-and-behaviour-changes",
	name: "Document public API and behaviour changes",
	area: "decisions-and-documentation",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady", "PullRequestSynchronized"],
	preamble: "PULL_REQUEST_CODE",
	isDefectDetector: false,
	whyItMatters: "Others build on what we offer. When it changes and nothing says so, they find out by breaking.",
	whatGoodLooksLike:
		"Whoever calls, configures or operates the changed part finds the change where they would look: in the reference, the README, the changelog, or at the least in the pull request's description.",
	criteria: `What is judged: is a change that consumers can notice documented in the same diff or in the description?

What good and bad look like. Consumer-facing are: endpoints and their fields, command-line options, configuration and environment variables, exported functions of a library, file formats, events, and behaviour that users rely on. Good: a new variable with its line in the configuration page; a changed default named in the changelog; an endpoint whose schema description grew with it. Bad: an option renamed with the README still naming the old one; a new required variable mentioned nowhere; an answer that lost a field without a word. Not meant: symbols used only inside the application, tests, internal refactorings without a visible effect, a surface that documents itself and is regenerated in the same diff. These are examples; ask who outside this diff has to know, and where they would look.

Which answer when. A visible change and its documentation together: PRESENT, GOOD when it helps the consumer beyond the ordinary. A visible change and nothing says so: ABSENT, BAD, MINOR. Documentation that now contradicts the code: PRESENT, BAD, MINOR. No consumer-facing surface changed: NOT_APPLICABLE.

Files: diff.patch for the surface and for documentation in the same diff; metadata.json for the description; the checkout to see whether the project documents this kind of thing, and where. Do not ask for a kind of documentation that the project does not keep.

Grounding: cite the line that changes the surface by file and [L<n>] and quote it; name the pages you searched before you say that nothing mentions it.

Boundary: why an architecture was chosen is another practice's matter; comments inside the code too.

Guidance: name the page and the one sentence's subject that is missing there; the author writes the sentence.`,
};
