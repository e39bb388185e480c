import assert from "node:assert/strict";
import { test } from "node:test";
import { hunkAt, hunkExcerpt, lineAtPosition, parseDiff, patchOf } from "./diff.ts";

const DIFF = `diff --git a/src/a.ts b/src/a.ts
index 1111111111111111111111111111111111111111..2222222222222222222222222222222222222222 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -1,3 +1,4 @@ heading
 one
-two
+zwei
+drei
 three
@@ -20,2 +21,1 @@
 twenty
-gone
diff --git a/old.md b/new.md
similarity index 100%
rename from old.md
rename to new.md
diff --git a/gone.txt b/gone.txt
deleted file mode 100644
index 3333333333333333333333333333333333333333..0000000000000000000000000000000000000000
--- a/gone.txt
+++ /dev/null
@@ -1 +0,0 @@
-bye
\\ No newline at end of file
`;

test("reads files, their status and their lines", () => {
	const [edited, renamed, removed] = parseDiff(DIFF);
	assert.deepEqual(
		[edited?.path, edited?.status, edited?.additions, edited?.deletions],
		["src/a.ts", "modified", 2, 2],
	);
	assert.deepEqual([renamed?.path, renamed?.previousPath, renamed?.status], ["new.md", "old.md", "renamed"]);
	assert.deepEqual([removed?.status, removed?.deletions, removed?.blob], ["removed", 1, "3".repeat(40)]);
});

test("knows which lines a comment may stand at, on either side", () => {
	const [file] = parseDiff(DIFF);
	assert.ok(file);
	assert.equal(hunkAt(file, "RIGHT", 3), file.hunks[0]);
	assert.equal(hunkAt(file, "LEFT", 21), file.hunks[1]);
	assert.equal(hunkAt(file, "RIGHT", 10), undefined);
	assert.equal(hunkAt(file, "RIGHT", 22), undefined);
});

test("cuts the excerpt at the line, and counts positions below the first header", () => {
	const [file] = parseDiff(DIFF);
	const hunk = file?.hunks[0];
	assert.ok(file && hunk);
	assert.equal(hunkExcerpt(hunk, "RIGHT", 2), "@@ -1,3 +1,4 @@ heading\n one\n-two\n+zwei");
	assert.deepEqual(lineAtPosition(file, 3), { side: "RIGHT", line: 2 });
	assert.deepEqual(lineAtPosition(file, 2), { side: "LEFT", line: 2 });
	assert.deepEqual(lineAtPosition(file, 7), { side: "RIGHT", line: 21 });
	assert.match(patchOf(file) ?? "", /^@@ -1,3 \+1,4 @@ heading\n one/);
});
