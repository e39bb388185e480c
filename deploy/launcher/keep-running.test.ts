import assert from "node:assert/strict";
import { test } from "node:test";
import type { Exit } from "./child-process.ts";
import { keepRunning, type Runnable } from "./keep-running.ts";

/** A part whose process ends when the test says so. */
function makePart() {
	const ends: ((exit: Exit) => void)[] = [];
	const told: string[] = [];
	let failNext = false;
	return {
		told,
		starts: () => ends.length,
		crash: (code: number) => ends.at(-1)?.({ code, signal: null }),
		failNextStart: () => {
			failNext = true;
		},
		async start(): Promise<Runnable> {
			if (failNext) {
				failNext = false;
				throw new Error("the port is taken");
			}
			const { promise, resolve } = Promise.withResolvers<Exit>();
			ends.push(resolve);
			const stop = async () => resolve({ code: 0, signal: null });
			return { child: { name: "part", pid: ends.length, exited: promise, stop }, stop };
		},
		tell: (event: string) => void told.push(event),
	};
}

async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}

test("a process that ends unasked is started again under its new id, and both are told", async () => {
	const part = makePart();
	let restarts = 0;
	const onRestart = () => void restarts++;
	const kept = await keepRunning({ name: "API", ...part, onRestart, firstDelayMs: 1 });
	part.crash(1);
	await until(() => restarts === 1);
	assert.deepEqual(kept.processes(), [{ name: "API", pid: 2 }]);
	assert.match(part.told.join("\n"), /API ended unasked \(code 1\); it starts again in 0.001 s\.\nAPI runs again\./);
	await kept.stop(1_000);
	assert.equal(part.starts(), 2);
});

test("a start that fails is tried again", async () => {
	const part = makePart();
	const kept = await keepRunning({ name: "API", ...part, onRestart: () => undefined, firstDelayMs: 1 });
	part.failNextStart();
	part.crash(1);
	await until(() => part.starts() === 2);
	assert.match(part.told.join("\n"), /could not be started again: the port is taken/);
	await kept.stop(1_000);
});

test("after five restarts it stays down and says so", async () => {
	const part = makePart();
	const kept = await keepRunning({ name: "API", ...part, onRestart: () => undefined, firstDelayMs: 0.01 });
	for (let crash = 1; crash <= 6; crash++) {
		await until(() => part.starts() === crash);
		part.crash(1);
	}
	await until(() => part.told.at(-1)?.includes("stays down") === true);
	assert.equal(part.starts(), 6);
	await kept.stop(1_000);
});

test("a refused configuration is not tried again", async () => {
	const part = makePart();
	const kept = await keepRunning({ name: "API", ...part, onRestart: () => undefined });
	part.crash(78);
	await until(() => part.told.length > 0);
	assert.match(part.told[0] ?? "", /stays down/);
	await kept.stop(1_000);
});
