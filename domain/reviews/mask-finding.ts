import { clip, FINDING_CHARACTERS, type Finding } from "./findings.ts";

/** The same finding with every text put through `mask` and kept within its length, so that it says no secret. */
export function maskFinding(finding: Finding, mask: (text: string) => string): Finding {
	// What stands for a secret may be longer than the secret.
	const masked = (text: string, field: keyof typeof FINDING_CHARACTERS) => clip(mask(text), FINDING_CHARACTERS[field]);
	const notes = finding.suggestedDiffNotes?.map((note) => ({ ...note, body: masked(note.body, "note") }));
	const snippets = finding.evidence.snippets.map((snippet) => masked(snippet, "snippet"));
	return {
		...finding,
		title: masked(finding.title, "title"),
		reasoning: masked(finding.reasoning, "reasoning"),
		guidance: masked(finding.guidance, "guidance"),
		evidence: { ...finding.evidence, snippets },
		...(notes === undefined ? {} : { suggestedDiffNotes: notes }),
	};
}
