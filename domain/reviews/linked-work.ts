export interface WorkLink {
	number: number;
	/** The word that closes the issue at merge, such as `fixes`; null for a mere mention. */
	closingKeyword: string | null;
	resolvedFrom: "body" | "branch" | "commits";
}

const REFERENCE = /(?:\b(close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+)?(?<![\w/&#])#(\d{1,9})\b/gi;
const MAX_LINKS = 8;

/** Issues that a pull request names, closing ones first; at most eight, each once (specification, section 9.1). */
export function findLinkedWork(text: { title: string; body: string; branch: string; commits: string[] }): WorkLink[] {
	const links = [
		...references(`${text.title}\n${text.body}`, "body"),
		...[...text.branch.matchAll(/(?:^|[/_-])#?(\d{1,9})(?=[/_-]|$)/g)].map(
			(match): WorkLink => ({ number: Number(match[1]), closingKeyword: null, resolvedFrom: "branch" }),
		),
		...references(text.commits.join("\n"), "commits"),
	];
	const closing = links.filter((link) => link.closingKeyword !== null);
	const ordered = [...closing, ...links];
	return ordered
		.filter((link, index) => ordered.findIndex(({ number }) => number === link.number) === index)
		.slice(0, MAX_LINKS);
}

function references(text: string, resolvedFrom: WorkLink["resolvedFrom"]): WorkLink[] {
	return [...text.matchAll(REFERENCE)].map((match) => ({
		number: Number(match[2]),
		closingKeyword: match[1]?.toLowerCase() ?? null,
		resolvedFrom,
	}));
}
