import { z } from "zod";

export interface ChangeLine {
	kind: "ADDED" | "CONTEXT" | "REMOVED";
	/** Line in the new version; 0 for removed lines. */
	line: number;
	text: string;
}

export interface ChangeFile {
	path: string;
	isNew: boolean;
	isDeleted: boolean;
	lines: ChangeLine[];
}

/** The change under review, as read from diff.patch and metadata.json. */
export interface Change {
	files: ChangeFile[];
	title: string;
	body: string;
	isDraft: boolean;
	sourceBranch: string;
	commitSubjects: string[];
}

const metadata = z.object({
	title: z.string().catch(""),
	body: z.string().catch(""),
	is_draft: z.boolean().catch(false),
	source_branch: z.string().catch(""),
	commits: z.array(z.object({ message: z.string() })).catch([]),
});

const newSide = /^(?:\[L(\d+)\] ([+ ])|([+ ])\[L(\d+)\] )(.*)$/;

/** Reads a diff whose new-side lines are numbered as [L<n>], and what metadata.json says around it. */
export function readChange(diff: string, metadataJson: string): Change {
	const about = metadata.safeParse(parseJson(metadataJson)).data;
	return {
		files: readFiles(diff),
		title: about?.title ?? "",
		body: about?.body ?? "",
		isDraft: about?.is_draft ?? false,
		sourceBranch: about?.source_branch ?? "",
		commitSubjects: about?.commits.map((commit) => commit.message) ?? [],
	};
}

function readFiles(diff: string): ChangeFile[] {
	const files: ChangeFile[] = [];
	for (const line of diff.split("\n")) {
		const header = /^diff --git a\/.+ b\/(.+)$/.exec(line);
		if (header?.[1] !== undefined) files.push({ path: header[1], isNew: false, isDeleted: false, lines: [] });
		const file = files.at(-1);
		if (file === undefined) continue;
		if (line.startsWith("--- /dev/null") || line.startsWith("new file")) file.isNew = true;
		else if (line.startsWith("+++ /dev/null") || line.startsWith("deleted file")) file.isDeleted = true;
		else readLine(line, file.lines);
	}
	return files;
}

function readLine(line: string, lines: ChangeLine[]): void {
	const match = newSide.exec(line);
	if (match !== null) {
		const kind = (match[2] ?? match[3]) === "+" ? "ADDED" : "CONTEXT";
		lines.push({ kind, line: Number(match[1] ?? match[4]), text: match[5] ?? "" });
	} else if (line.startsWith("-") && !line.startsWith("--- ")) {
		lines.push({ kind: "REMOVED", line: 0, text: line.slice(1) });
	}
}

/** A file's added lines. */
export function added(file: ChangeFile): ChangeLine[] {
	return file.lines.filter((line) => line.kind === "ADDED");
}

export function isTestFile(path: string): boolean {
	return /(^|\/)(tests?|__tests__|spec)\//i.test(path) || /[._-](test|spec)\.\w+$|(Test|Tests|Spec)\.\w+$/.test(path);
}

export function isSourceFile(path: string): boolean {
	return /\.(ts|tsx|js|jsx|mjs|py|java|kt|go|rb|rs|php|cs|swift|scala|c|cc|cpp)$/.test(path) && !isTestFile(path);
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
