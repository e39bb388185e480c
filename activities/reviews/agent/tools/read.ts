import { readdir, readFile, stat } from "node:fs/promises";
import type { AgentTool } from "@earendil-works/pi-agent-core";
import { Type } from "@earendil-works/pi-ai";
import { workspacePath } from "../workspace-path.ts";
import { textResult } from "./text-result.ts";

const maxFileBytes = 20 * 1024 * 1024;
const maxLines = 1500;
const maxBytes = 60_000;

const parameters = Type.Object({
	path: Type.String({ description: "Path below the workspace, such as inputs/context/diff.patch" }),
	offset: Type.Optional(Type.Integer({ minimum: 1, description: "First line to read, from 1" })),
	limit: Type.Optional(Type.Integer({ minimum: 1, description: `Lines to read, at most ${maxLines}` })),
});

/** `read`: a slice of a text file, or the names in a folder. */
export function createReadTool(workspace: string): AgentTool<typeof parameters> {
	return {
		name: "read",
		label: "Read",
		description:
			"Reads a text file of the workspace, or lists a folder. Long files come in slices; use offset for more.",
		parameters,
		async execute(_id, { path, offset = 1, limit = maxLines }) {
			const real = await workspacePath(workspace, path);
			const info = await stat(real);
			if (info.isDirectory()) return textResult(await listing(real));
			if (info.size > maxFileBytes) throw new Error(`${path} is too large to read (${info.size} bytes); use grep.`);
			const bytes = await readFile(real);
			if (bytes.includes(0)) throw new Error(`${path} is not a text file.`);
			return textResult(slice(bytes.toString("utf8").split("\n"), offset, Math.min(limit, maxLines)));
		},
	};
}

async function listing(folder: string): Promise<string> {
	const entries = await readdir(folder, { withFileTypes: true });
	const names = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)).toSorted();
	return names.length === 0 ? "(empty folder)" : names.slice(0, maxLines).join("\n");
}

function slice(lines: readonly string[], offset: number, limit: number): string {
	if (offset > lines.length) throw new Error(`There is no line ${offset}; the file has ${lines.length} lines.`);
	let bytes = 0;
	const taken: string[] = [];
	for (const line of lines.slice(offset - 1, offset - 1 + limit)) {
		bytes += Buffer.byteLength(line) + 1;
		if (bytes > maxBytes && taken.length > 0) break;
		taken.push(line.length > maxBytes ? `${line.slice(0, maxBytes)} [line cut]` : line);
	}
	const next = offset + taken.length;
	if (next > lines.length) return taken.join("\n");
	return `${taken.join("\n")}\n[lines ${offset} to ${next - 1} of ${lines.length}; continue with offset ${next}]`;
}
