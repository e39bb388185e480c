import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface BundleContent {
	diff: string;
	body: string;
	practices: readonly { slug: string; name: string; area: string; criteria: string }[];
}

/** A change that swallows an error and leaves a debug line, with an empty description and no test. */
export const flawedDiff = `diff --git a/src/orders.ts b/src/orders.ts
--- a/src/orders.ts
+++ b/src/orders.ts
@@ -1,3 +1,11 @@
[L1]  import { db } from "./db.ts";
[L2] +export async function load(id: string) {
[L3] +	try {
[L4] +		console.log("loading", id);
[L5] +		return await db.order(id);
[L6] +	} catch (error) {
[L7] +	}
[L8] +}
[L9]  export const version = 1;
`;

/** The same change done well. */
export const soundDiff = `diff --git a/src/orders.ts b/src/orders.ts
--- a/src/orders.ts
+++ b/src/orders.ts
@@ -1,3 +1,6 @@
[L1]  import { db } from "./db.ts";
[L2] +export async function load(id: string) {
[L3] +	return await db.order(id);
[L4] +}
[L5]  export const version = 1;
diff --git a/src/orders.test.ts b/src/orders.test.ts
--- /dev/null
+++ b/src/orders.test.ts
@@ -0,0 +1,2 @@
[L1] +import { load } from "./orders.ts";
[L2] +test("loads an order", () => load("1"));
`;

const defaultPractices: BundleContent["practices"] = [
	{
		slug: "describe-what-and-why",
		name: "Describe what and why",
		area: "Review-ready work",
		criteria: "Title and description.",
	},
	{
		slug: "ships-tests-with-the-change",
		name: "Ship tests",
		area: "Testing discipline",
		criteria: "New behaviour has a test.",
	},
	{
		slug: "handles-errors-instead-of-swallowing-them",
		name: "Handle errors",
		area: "Robust error handling",
		criteria: "DEFECT-DETECTOR DISCIPLINE. An added failure path whose failure disappears.",
	},
	{
		slug: "leaves-the-code-clean-with-intent-revealing-comments",
		name: "Leave the code clean",
		area: "Code craftsmanship",
		criteria: "DEFECT-DETECTOR DISCIPLINE. Residue on added lines.",
	},
];

/** Writes a review bundle as section 9 of the behaviour specification lays it out; `remove` deletes it. */
export async function makeReviewBundle(
	content: Partial<BundleContent> = {},
): Promise<{ folder: string; remove(): Promise<void> }> {
	const { diff = flawedDiff, body = "", practices = defaultPractices } = content;
	const folder = await mkdtemp(join(tmpdir(), "review-bundle-"));
	const index = practices.map(({ slug, name, area }) => ({ slug, name, area }));
	const files: Record<string, string> = {
		"task.json": JSON.stringify({
			schemaVersion: 1,
			jobId: "7d4c3a52-9a0f-4b57-8f5e-3f1f5d0a6a11",
			workspaceId: 1,
			task: { kind: "practice_review", prompt: "", pullRequestNumber: 7, repositoryFullName: "acme/shop" },
		}),
		"inputs/context/diff.patch": diff,
		"inputs/context/metadata.json": JSON.stringify({
			title: "Load orders",
			body,
			is_draft: false,
			source_branch: "7-orders",
			commits: [],
		}),
		"inputs/practices/index.json": JSON.stringify(index),
		"inputs/sources/scm/repo/src/orders.ts": "export const version = 1;\n",
		...Object.fromEntries(practices.map(({ slug, criteria }) => [`inputs/practices/${slug}.md`, criteria])),
	};
	for (const [path, text] of Object.entries(files)) {
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), text);
	}
	await chmod(folder, 0o700);
	return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
