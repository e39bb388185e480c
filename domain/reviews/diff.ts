/** One changed file of a pull request; lines are numbered as in the new version. */
export interface ChangedFile {
	path: string;
	/** The path before a rename. */
	oldPath: string | null;
	isBinary: boolean;
	isDeleted: boolean;
	isNew: boolean;
	additions: number;
	deletions: number;
	hunks: Hunk[];
}

export interface Hunk {
	header: string;
	lines: DiffLine[];
}

export type DiffLine = { kind: "ADDED" | "CONTEXT"; line: number; text: string } | { kind: "REMOVED"; text: string };

/** A line that a comment can stand on: added or context, on the new side. */
export type NewSideLine = Extract<DiffLine, { line: number }>;

export function newSide(file: ChangedFile): NewSideLine[] {
	return file.hunks.flatMap((hunk) => hunk.lines).filter((line) => line.kind !== "REMOVED");
}

/**
 * The diff as agents read it: unified, added and context lines preceded by `[L<line in the new file>]` (specification,
 * section 9.1), so that a citation needs no counting.
 */
export function annotate(files: readonly ChangedFile[]): string {
	return files.map(annotateFile).join("");
}

function annotateFile(file: ChangedFile): string {
	const before = file.isNew ? "/dev/null" : `a/${file.oldPath ?? file.path}`;
	const after = file.isDeleted ? "/dev/null" : `b/${file.path}`;
	const head = `diff --git a/${file.oldPath ?? file.path} b/${file.path}\n`;
	if (file.isBinary) return `${head}Binary files ${before} and ${after} differ\n`;
	const hunks = file.hunks.map((hunk) => `${hunk.header}\n${hunk.lines.map(annotateLine).join("")}`);
	return `${head}--- ${before}\n+++ ${after}\n${hunks.join("")}`;
}

function annotateLine(line: DiffLine): string {
	if (line.kind === "REMOVED") return `-${line.text}\n`;
	return `[L${line.line}] ${line.kind === "ADDED" ? "+" : " "}${line.text}\n`;
}

/** One line a file, ` path | N`, `Bin` for binary files and `old => new` for renames. */
export function diffStat(files: readonly ChangedFile[]): string {
	return files
		.map((file) => ` ${shownPath(file)} | ${file.isBinary ? "Bin" : file.additions + file.deletions}\n`)
		.join("");
}

/** The same as a table that reads well. */
export function diffSummary(files: readonly ChangedFile[]): string {
	const rows = files.map(
		(file) => `| ${shownPath(file).replaceAll("|", "\\|")} | ${kindOf(file)} | ${file.additions} | ${file.deletions} |`,
	);
	return ["| File | Change | Added | Removed |", "|---|---|---:|---:|", ...rows, ""].join("\n");
}

function shownPath(file: ChangedFile): string {
	return file.oldPath === null ? file.path : `${file.oldPath} => ${file.path}`;
}

function kindOf(file: ChangedFile): string {
	if (file.isNew) return "added";
	if (file.isDeleted) return "deleted";
	return file.oldPath === null ? "modified" : "renamed";
}
