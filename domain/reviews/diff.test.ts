import assert from "node:assert/strict";
import { test } from "node:test";
import { annotate, diffStat } from "./diff.ts";
import { upload } from "./testing/examples.ts";

test("an agent reads the number of every line it may cite, and removed lines have none", () => {
	assert.equal(
		annotate([upload]),
		[
			"diff --git a/src/upload.ts b/src/upload.ts",
			"--- a/src/upload.ts",
			"+++ b/src/upload.ts",
			"@@ -10,3 +10,4 @@ function upload()",
			"[L10]  \ttry {",
			"-\t\tawait put(file);",
			"[L11] +\t\tawait put(file, { retry: 1 });",
			"[L12] +\t} catch {}",
			"[L13]  }",
			"",
		].join("\n"),
	);
});

test("the statistics name renames and binaries", () => {
	const files = [upload, { ...upload, oldPath: "old.ts" }, { ...upload, isBinary: true, hunks: [] }];
	assert.equal(diffStat(files), " src/upload.ts | 3\n old.ts => src/upload.ts | 3\n src/upload.ts | Bin\n");
});
