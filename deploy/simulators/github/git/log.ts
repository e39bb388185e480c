import { toStamp } from "../world/clock.ts";

export interface GitPerson {
	name: string;
	email: string;
	date: string;
}

export interface GitCommit {
	sha: string;
	tree: string;
	parents: string[];
	author: GitPerson;
	committer: GitPerson;
	message: string;
	additions: number;
	deletions: number;
	files: { status: string; path: string; additions: number; deletions: number }[];
}

/** Fields of a commit, parted by unit separators, each commit led by a record separator. */
export const LOG_FORMAT = "%x1e%H%x1f%T%x1f%P%x1f%an%x1f%ae%x1f%aI%x1f%cn%x1f%ce%x1f%cI%x1f%B%x1f";

/** Reads `git log --format=LOG_FORMAT --raw --numstat`. */
export function parseLog(text: string): GitCommit[] {
	return text.split("\x1e").slice(1).map(parseCommit);
}

function parseCommit(record: string): GitCommit {
	const [
		sha = "",
		tree = "",
		parents = "",
		an = "",
		ae = "",
		ad = "",
		cn = "",
		ce = "",
		cd = "",
		message = "",
		tail = "",
	] = record.split("\x1f");
	const files = parseFiles(tail);
	return {
		sha,
		tree,
		parents: parents.split(" ").filter(Boolean),
		author: { name: an, email: ae, date: toStamp(Date.parse(ad)) },
		committer: { name: cn, email: ce, date: toStamp(Date.parse(cd)) },
		message: message.trimEnd(),
		additions: files.reduce((sum, file) => sum + file.additions, 0),
		deletions: files.reduce((sum, file) => sum + file.deletions, 0),
		files,
	};
}

function parseFiles(tail: string): GitCommit["files"] {
	const rows = tail.split("\n").filter(Boolean);
	const counts = new Map<string, { additions: number; deletions: number }>();
	for (const row of rows.filter((line) => !line.startsWith(":"))) {
		const [added, deleted, path = ""] = row.split("\t");
		counts.set(path, { additions: Number(added) || 0, deletions: Number(deleted) || 0 });
	}
	return rows
		.filter((line) => line.startsWith(":"))
		.map((row) => {
			const [meta = "", path = ""] = row.split("\t");
			const status = meta.split(" ").at(-1) ?? "";
			return { status, path, ...(counts.get(path) ?? { additions: 0, deletions: 0 }) };
		});
}
