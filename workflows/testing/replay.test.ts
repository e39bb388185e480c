import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { ensureWorkflowBundle } from "@hephaestus/activities/operations/workflow-bundle.ts";
import { DefaultLogger, Runtime, Worker } from "@temporalio/worker";
import { HISTORIES, readHistory } from "./record-history.ts";

Runtime.install({ logger: new DefaultLogger("ERROR") });
const files = (await readdir(HISTORIES)).filter((file) => file.endsWith(".json"));

for (const file of files)
	test(`${file} replays with the workflow code of today`, async () => {
		const { codePath } = await ensureWorkflowBundle();
		await Worker.runReplayHistory({ workflowBundle: { codePath } }, await readHistory(file));
	});

test("no saved history names a process, a machine or a folder of it", async () => {
	for (const file of files) {
		const text = await readFile(join(HISTORIES, file), "utf8");
		const payloads = [...text.matchAll(/"data": "([^"]+)"/g)].map(([, data = ""]) =>
			Buffer.from(data, "base64").toString(),
		);
		for (const part of [text, ...payloads])
			assert.doesNotMatch(part, /stackTrace|file:\/\/|node_modules|"(?!1@worker)\d+@|\/(?:home|root|tmp|work)\//, file);
	}
});

test("every workflow that a worker runs has a saved history", async () => {
	const source = await readFile(join(HISTORIES, "../all-workflows.ts"), "utf8");
	const types = [...source.matchAll(/export \{ ([^}]+) \}/g)].flatMap(([, names = ""]) => names.split(", "));
	const saved = new Set(files.map((file) => file.split(".")[0]));
	assert.ok(types.length > 0);
	assert.deepEqual(
		types.filter((type) => !saved.has(type)),
		[],
		"record them with workflows/testing/record-history.ts",
	);
});
