import assert from "node:assert/strict";
import { test } from "node:test";
import { borrowedPart, type Part, PartFailed } from "./part.ts";
import { createScreen } from "./screen.ts";
import { StartFailed, StartInterrupted, startParts } from "./start-parts.ts";

function recorder() {
	const events: string[] = [];
	const part = (name: string, after: string[] = [], start: () => Promise<void> = async () => undefined): Part => ({
		name,
		after,
		required: true,
		async start() {
			await start();
			events.push(`start ${name}`);
			return { ...borrowedPart("1", ""), stop: async () => void events.push(`stop ${name}`) };
		},
	});
	const printed: string[] = [];
	const screen = createScreen({ write: (text: string) => printed.push(text) });
	return { events, part, printed, screen };
}

const never = () => new AbortController().signal;
const ignore = async () => undefined;

test("parts wait for those they come after, are shown in order and stop in reverse", async () => {
	const { events, part, printed, screen } = recorder();
	const gate = Promise.withResolvers<void>();
	const parts = [part("database", [], () => gate.promise), part("pages", []), part("api", ["database"])];
	const starting = startParts(parts, screen, never(), ignore);
	await new Promise(setImmediate);
	assert.deepEqual([events, printed], [["start pages"], []]);
	gate.resolve();
	const started = await starting;
	assert.deepEqual(events, ["start pages", "start database", "start api"]);
	assert.deepEqual(
		printed.map((line) => line.split(/\s+/)[1]),
		["database", "pages", "api"],
	);
	await started.stop();
	assert.deepEqual(events.slice(3), ["stop api", "stop pages", "stop database"]);
});

test("a required part that fails is named, nothing after it starts and what runs is stopped", async () => {
	const { events, part, printed, screen } = recorder();
	const broken = part("database", [], async () => {
		throw new PartFailed("database", "The disk is full.", { remedy: "Make room.", log: ["FATAL: no space left"] });
	});
	const starting = startParts([part("temporal"), broken, part("api", ["database"])], screen, never(), ignore);
	await assert.rejects(starting, StartFailed);
	assert.deepEqual(events, ["start temporal", "stop temporal"]);
	assert.match(printed.join(""), /✖ database +The disk is full\.\n.*FATAL: no space left\n +Make room\./);
});

test("an optional part that fails is reported and the rest runs", async () => {
	const { events, part, printed, screen } = recorder();
	const engine = part("engine", [], async () => {
		throw new PartFailed("engine", "None answers.", { remedy: "Start Docker." });
	});
	const started = await startParts([{ ...engine, required: false }, part("api", ["engine"])], screen, never(), ignore);
	assert.deepEqual(events, ["start api"]);
	assert.equal(started.lost.get("engine")?.message, "None answers.");
	assert.match(printed.join(""), /– engine +None answers\.\n +Start Docker\./);
});

test("an interruption stops what has started without waiting for the rest", async () => {
	const { events, part, screen } = recorder();
	const interrupted = new AbortController();
	const gate = Promise.withResolvers<void>();
	const slow = part("image", [], () => gate.promise);
	const starting = startParts([part("database"), slow], screen, interrupted.signal, ignore);
	await new Promise(setImmediate);
	interrupted.abort();
	queueMicrotask(() => setTimeout(gate.resolve, 20));
	await assert.rejects(starting, StartInterrupted);
	assert.deepEqual(events, ["start database", "stop database", "start image", "stop image"]);
});
