import type { Finding } from "./findings.ts";

/** The same finding with every text put through `mask`, so that no secret it quotes is stored or said. */
export function maskFinding(finding: Finding, mask: (text: string) => string): Finding {
	const notes = finding.suggestedDiffNotes?.map((note) => ({ ...note, body: mask(note.body) }));
	return {
		...finding,
		title: mask(finding.title),
		reasoning: mask(finding.reasoning),
		guidance: mask(finding.guidance),
		evidence: { ...finding.evidence, snippets: finding.evidence.snippets.map(mask) },
		...(notes === undefined ? {} : { suggestedDiffNotes: notes }),
	};
}
