import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { AgentTool } from "@earendil-works/pi-agent-core";
import { createBashTool } from "./bash.ts";
import { createGrepTool } from "./grep.ts";
import { createReadTool } from "./read.ts";

let workspace: string;

before(async () => {
	workspace = await mkdtemp(join(tmpdir(), "tools-"));
	await mkdir(join(workspace, "inputs/sources/scm/repo/src"), { recursive: true });
	await writeFile(join(workspace, "long.txt"), Array.from({ length: 4000 }, (_, n) => `line ${n + 1}`).join("\n"));
	await writeFile(join(workspace, "inputs/sources/scm/repo/src/a.ts"), "const needle = 1;\n");
	await symlink("/etc/passwd", join(workspace, "escape"));
});

after(() => rm(workspace, { recursive: true, force: true }));

async function use(tool: AgentTool, input: unknown): Promise<string> {
	const result = await tool.execute("call", input);
	return result.content.map((part) => (part.type === "text" ? part.text : "")).join("");
}

test("read comes in slices that say how to go on, and together are the file", async () => {
	const tool = createReadTool(workspace);
	let text = "";
	for (let offset: number | null = 1; offset !== null; ) {
		const slice: string = await use(tool, { path: "long.txt", offset });
		const next = /\n\[lines .* continue with offset (\d+)\]$/.exec(slice);
		text += slice.replace(/\n\[lines .*\]$/, "\n");
		offset = next === null ? null : Number(next[1]);
	}
	assert.equal(text.split("\n").length, 4000);
	assert.ok(text.endsWith("line 4000"));
});

test("read stays in the workspace", async () => {
	const tool = createReadTool(workspace);
	for (const path of ["../../etc/passwd", "/etc/passwd", "escape"]) {
		await assert.rejects(use(tool, { path }), /outside the workspace|no .* in the workspace/);
	}
	await assert.rejects(use(tool, { path: "missing.txt" }), /There is no missing\.txt/);
	assert.match(await use(tool, { path: "." }), /inputs\/\nlong\.txt/);
});

test("grep finds lines with path and number and says when there are none", async () => {
	const tool = createGrepTool(workspace);
	assert.match(await use(tool, { pattern: "needle" }), /src\/a\.ts:1:const needle/);
	assert.equal(await use(tool, { pattern: "haystack" }), "No matches.");
	await assert.rejects(use(tool, { pattern: "(" }));
	await assert.rejects(use(tool, { pattern: "x", path: "/etc" }), /outside/);
});

test("bash works in the checkout, without the job's token, within bounds", async () => {
	process.env.LLM_PROXY_TOKEN = "token";
	const tool = createBashTool(workspace);
	assert.equal(await use(tool, { command: "ls" }), "src");
	assert.doesNotMatch(await use(tool, { command: "env" }), /LLM_PROXY_TOKEN/);
	assert.match(await use(tool, { command: "exit 3" }), /exit code 3/);
	assert.match(await use(tool, { command: "yes" }), /output cut/);
	await assert.rejects(use(tool, { command: "sleep 30 & sleep 30", timeoutSeconds: 1 }), /took too long/);
	delete process.env.LLM_PROXY_TOKEN;
});
