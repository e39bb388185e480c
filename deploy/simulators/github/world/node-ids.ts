/** Prefixes of GitHub's global node ids, by GraphQL type. */
const PREFIXES = {
	User: "U",
	Bot: "BOT",
	Organization: "O",
	Team: "T",
	Repository: "R",
	Label: "LA",
	Milestone: "MI",
	Issue: "I",
	PullRequest: "PR",
	IssueComment: "IC",
	PullRequestReview: "PRR",
	PullRequestReviewThread: "PRRT",
	PullRequestReviewComment: "PRRC",
	Reaction: "REA",
	App: "A",
	Installation: "IN",
} as const;

export type NodeKind = keyof typeof PREFIXES;

/** The global id of a row, such as `PR_kwAAAAAAAAAAKg`. */
export function nodeId(kind: NodeKind, id: number): string {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64BE(BigInt(id));
	return `${PREFIXES[kind]}_kw${bytes.toString("base64url")}`;
}

/** What a global id names, or undefined where it is none of ours. */
export function parseNodeId(value: string): { kind: NodeKind; id: number } | undefined {
	const match = /^([A-Z]+)_kw([\w-]{11})$/.exec(value);
	const kind = nodeKinds.find((name) => PREFIXES[name] === match?.[1]);
	if (!match?.[2] || !kind) return undefined;
	return { kind, id: Number(Buffer.from(match[2], "base64url").readBigUInt64BE()) };
}

const nodeKinds: NodeKind[] = [
	"User",
	"Bot",
	"Organization",
	"Team",
	"Repository",
	"Label",
	"Milestone",
	"Issue",
	"PullRequest",
	"IssueComment",
	"PullRequestReview",
	"PullRequestReviewThread",
	"PullRequestReviewComment",
	"Reaction",
	"App",
	"Installation",
];
