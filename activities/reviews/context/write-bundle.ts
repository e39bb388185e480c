import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ReviewedChange } from "@hephaestus/db/reviews/find-reviewed-change.ts";
import type { ReviewPractice } from "@hephaestus/db/reviews/review-practices.ts";

export interface BundleContent {
	subject: ReviewedChange;
	practices: readonly ReviewPractice[];
	/** Name and text of each file of `inputs/context`. */
	evidence: Record<string, string>;
}

/** Where the checkout belongs inside a bundle. */
export function checkoutDirectory(bundleDir: string): string {
	return join(bundleDir, "inputs", "sources", "scm", "repo");
}

/** The folder of one review's inputs on this host. */
export function bundleDirectory(storage: string, reviewId: string): string {
	return join(storage, "jobs", reviewId);
}

/**
 * Writes what the agent gets to read, laid out as section 9 of the specification, over whatever an earlier attempt left.
 * The checkout is not part of it. Everybody on the host may read the files: the container's user is another one.
 */
export async function writeBundle(bundleDir: string, content: BundleContent): Promise<void> {
	await rm(bundleDir, { recursive: true, force: true });
	const inputs = {
		...prefixed("inputs/context", content.evidence),
		...prefixed("inputs/practices", practiceFiles(content.practices)),
	};
	const files = {
		...inputs,
		"task.json": task(content.subject),
		"inputs/manifest.json": manifest(content.subject, inputs),
	};
	for (const [path, text] of Object.entries(files)) {
		const file = join(bundleDir, path);
		await mkdir(dirname(file), { recursive: true, mode: 0o755 });
		await writeFile(file, text, { mode: 0o644 });
	}
	await mkdir(checkoutDirectory(bundleDir), { recursive: true, mode: 0o755 });
}

function prefixed(folder: string, files: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

function practiceFiles(practices: readonly ReviewPractice[]): Record<string, string> {
	const index = practices.map(({ slug, name, areaName }) => ({ slug, name, area: areaName ?? "Other practices" }));
	const texts = practices.map(({ slug, name, criteria }) => [slug, `# ${name}\n\n${criteria}\n`] as const);
	return {
		"index.json": `${JSON.stringify(index, null, "\t")}\n`,
		"all-criteria.md": texts.map(([, text]) => text).join("\n"),
		...Object.fromEntries(texts.map(([slug, text]) => [`${slug}.md`, text])),
	};
}

function task(subject: ReviewedChange): string {
	return JSON.stringify({
		schemaVersion: 1,
		jobId: subject.id,
		workspaceId: subject.workspaceId,
		task: {
			kind: "practice_review",
			prompt:
				"The change is described in inputs/context; inputs/sources/scm/repo is checked out at its head, with the last " +
				"commits of its history. Report every finding with report_finding.",
			pullRequestNumber: subject.number,
			repositoryFullName: subject.nameWithOwner,
		},
	});
}

function manifest(subject: ReviewedChange, files: Record<string, string>): string {
	const entries = Object.entries(files).map(([path, text]) => ({
		path,
		connector: path.startsWith("inputs/practices/") ? "practices" : "scm",
		bytes: Buffer.byteLength(text),
		sha256: createHash("sha256").update(text).digest("hex"),
	}));
	const { id: jobId, workspaceId } = subject;
	return `${JSON.stringify({ schemaVersion: 1, jobId, workspaceId, entries }, null, "\t")}\n`;
}
