import assert from "node:assert/strict";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { findTemporalProgram, type TemporalSources } from "./temporal-program.ts";

async function makeProgram() {
	const folder = await mkdtemp(join(tmpdir(), "hephaestus-temporal-"));
	const path = join(folder, "temporal");
	await writeFile(path, "#!/bin/sh\necho 'temporal version 1.9.1 (Server 1.32.0)'\n");
	await chmod(path, 0o755);
	return { path, [Symbol.asyncDispose]: async () => await rm(folder, { recursive: true }) };
}

/** Sources that write down when it is their turn. */
function sources(answers: Record<keyof TemporalSources, () => string | undefined>) {
	const asked: string[] = [];
	const ask = (name: keyof TemporalSources) => async () => {
		asked.push(name);
		return answers[name]();
	};
	return { asked, onPath: ask("onPath"), fromWheel: ask("fromWheel"), fromDownload: ask("fromDownload") };
}

const refuse = (why: string) => () => {
	throw new Error(why);
};

test("a program on the PATH is used, nothing is downloaded", async () => {
	await using program = await makeProgram();
	const found = sources({ onPath: () => program.path, fromWheel: refuse("no"), fromDownload: refuse("no") });
	assert.deepEqual(await findTemporalProgram(() => undefined, found), { path: program.path, version: "1.9.1" });
	assert.deepEqual(found.asked, ["onPath"]);
});

test("the wheel comes next, then the SDK's download", async () => {
	await using program = await makeProgram();
	const found = sources({
		onPath: () => undefined,
		fromWheel: refuse("pip has no network"),
		fromDownload: () => program.path,
	});
	await findTemporalProgram(() => undefined, found);
	assert.deepEqual(found.asked, ["onPath", "fromWheel", "fromDownload"]);
});

test("a program that does not run gives way to the next source", async () => {
	await using program = await makeProgram();
	const found = sources({
		onPath: () => "/nowhere/temporal",
		fromWheel: () => program.path,
		fromDownload: () => undefined,
	});
	assert.equal((await findTemporalProgram(() => undefined, found)).path, program.path);
});

test("when no way works, each says why and the person learns two ways out", async () => {
	const found = sources({
		onPath: () => undefined,
		fromWheel: refuse("pip has no network"),
		fromDownload: refuse("the download was refused"),
	});
	await assert.rejects(
		findTemporalProgram(() => undefined, found),
		{
			message: /pip has no network; the download was refused/,
			remedy: /PATH.*TEMPORAL_ADDRESS/,
		},
	);
});
