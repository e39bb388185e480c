import { feedGit, type GitStore } from "./git-store.ts";

/** A commit to make: files by path, null for a removed one. */
export interface CommitDraft {
	branch: string;
	/** Branch or commit to start from where the branch is new; absent for the very first commit. */
	from?: string;
	/** A branch that this commit merges. */
	merge?: string;
	author: { name: string; email: string };
	/** Milliseconds since the epoch. */
	at: number;
	message: string;
	files: Record<string, string | null>;
}

/** Makes commits in one go and answers their ids in order. */
export async function writeCommits(store: GitStore, repositoryId: number, drafts: CommitDraft[]): Promise<string[]> {
	const stream = drafts.map((draft, index) => commitCommand(draft, index + 1)).join("");
	const importer = ["fast-import", "--quiet", "--force", "--date-format=raw"];
	const output = await feedGit(["-C", store.folder(repositoryId), ...importer], `${stream}done\n`);
	return output.split("\n").filter(Boolean);
}

function commitCommand(draft: CommitDraft, mark: number): string {
	const person = `${draft.author.name} <${draft.author.email}> ${Math.floor(draft.at / 1000)} +0000`;
	const lines = [
		`commit refs/heads/${draft.branch}`,
		`mark :${mark}`,
		`author ${person}`,
		`committer ${person}`,
		data(draft.message),
	];
	if (draft.from) lines.push(`from ${startOf(draft.from)}`);
	if (draft.merge) lines.push(`merge ${startOf(draft.merge)}`);
	for (const [path, text] of Object.entries(draft.files)) {
		lines.push(text === null ? `D ${path}` : `M 100644 inline ${path}\n${data(text)}`);
	}
	return `${lines.join("\n")}\nget-mark :${mark}\n`;
}

function startOf(name: string): string {
	return /^[0-9a-f]{40}$/.test(name) ? name : `refs/heads/${name}`;
}

function data(text: string): string {
	return `data ${Buffer.byteLength(text)}\n${text}`;
}
