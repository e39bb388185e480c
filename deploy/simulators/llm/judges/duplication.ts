import { added, isSourceFile } from "../model/change.ts";
import type { CitedLine, Judge } from "./judgement.ts";

const blockLength = 5;

/** Blocks of added lines that occur twice. */
export const duplication: Judge = {
	slugs: ["removes-duplication-instead-of-copy-pasting"],
	about: /\b(duplicat\w+|copy-past\w+)\b/i,
	judge({ change }) {
		const seen = new Map<string, CitedLine>();
		for (const file of change.files.filter(({ path }) => isSourceFile(path))) {
			const lines = added(file).filter(({ text }) => text.trim().length > 3);
			for (let at = 0; at + blockLength <= lines.length; at += 1) {
				const block = lines.slice(at, at + blockLength);
				const key = block.map(({ text }) => text.trim()).join("\n");
				const first = block[0];
				const earlier = seen.get(key);
				if (first === undefined) continue;
				const here = { path: file.path, line: first.line, text: first.text.trim() };
				if (earlier === undefined) seen.set(key, here);
				else if (earlier.path !== here.path || here.line - earlier.line >= blockLength) return [finding(earlier, here)];
			}
		}
		return [];
	},
};

function finding(earlier: CitedLine, here: CitedLine) {
	return {
		presence: "PRESENT" as const,
		assessment: "BAD" as const,
		severity: "MINOR" as const,
		confidence: 0.8,
		title: "The same lines were added twice",
		reasoning: `The ${blockLength} lines from "${here.text}" at ${here.path}:${here.line} also stand at ${earlier.path}:${earlier.line}. Whoever corrects one has to know of the other.`,
		guidance: "Give what they have in common a name and use it in both places.",
		cited: [here, earlier],
		note: `These lines also stand at ${earlier.path}:${earlier.line}. What would be a good name for what they share?`,
	};
}
