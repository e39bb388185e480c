import type { Observed } from "../compose.ts";
import type { ChangedFile } from "../diff.ts";
import type { Finding } from "../findings.ts";

/** A change that swallows an error on line 12; what the tests of the rules speak about. */
export const upload: ChangedFile = {
	path: "src/upload.ts",
	oldPath: null,
	isBinary: false,
	isDeleted: false,
	isNew: false,
	additions: 2,
	deletions: 1,
	hunks: [
		{
			header: "@@ -10,3 +10,4 @@ function upload()",
			lines: [
				{ kind: "CONTEXT", line: 10, text: "\ttry {" },
				{ kind: "REMOVED", text: "\t\tawait put(file);" },
				{ kind: "ADDED", line: 11, text: "\t\tawait put(file, { retry: 1 });" },
				{ kind: "ADDED", line: 12, text: "\t} catch {}" },
				{ kind: "CONTEXT", line: 13, text: "}" },
			],
		},
	],
};

/** A problem on that line, with what a test changes about it. */
export function exampleFinding(change: Partial<Finding> = {}): Finding {
	return {
		practiceSlug: "handles-errors-instead-of-swallowing-them",
		title: "A failed upload disappears",
		presence: "PRESENT",
		assessment: "BAD",
		severity: "MAJOR",
		confidence: 0.9,
		evidence: { locations: [{ path: "src/upload.ts", startLine: 12 }], snippets: ["[L12] +\t} catch {}"] },
		reasoning: "The empty handler drops every failure of put.",
		guidance: "Decide who should learn of a failed upload.",
		...change,
	};
}

/** The same as composing sees it. */
export function exampleObserved(change: Partial<Finding> = {}, recurrenceKey = "a1"): Observed {
	return {
		finding: exampleFinding(change),
		practiceName: "Handle errors",
		whyItMatters: "A failure that disappears is found later.",
		recurrenceKey,
	};
}
