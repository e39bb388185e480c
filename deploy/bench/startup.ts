import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@hephaestus/db/testing/free-port.ts";
import { type InstanceFile, readInstanceFile } from "../launcher/instance-file.ts";
import { REPOSITORY } from "../launcher/repository.ts";
import { PORTS } from "../launcher/settings.ts";
import { atMost, type Figure, figure } from "./figure.ts";
import { residentMegabytes } from "./resident-memory.ts";

const REST_SECONDS = 20;
const WARM_RUNS = 3;

/**
 * `npm start` as a person runs it, in a data folder of its own: once to fill it, then warm runs of which the median
 * counts. Memory is read at rest. The control is an empty program through the same bootstrap.
 */
export async function benchStartup(print: (line: string) => void): Promise<Record<string, Figure>> {
	const dataFolder = await mkdtemp(join(tmpdir(), "hephaestus-bench-"));
	try {
		print("first start in an empty data folder …");
		const first = await startAndMeasure(dataFolder, 0);
		print(`ready after ${first.seconds.toFixed(1)} s`);
		const warm: number[] = [];
		let memory = new Map<string, number>();
		for (let run = 1; run <= WARM_RUNS; run++) {
			const last = run === WARM_RUNS;
			const measured = await startAndMeasure(dataFolder, last ? REST_SECONDS : 0);
			warm.push(measured.seconds);
			memory = measured.memory;
			print(`warm start ${run} of ${WARM_RUNS}: ready after ${measured.seconds.toFixed(1)} s`);
		}
		const control = await emptyProgramSeconds();
		print(`an empty program through the same bootstrap: ${control.toFixed(2)} s`);
		return figures(first.seconds, warm, control, memory);
	} finally {
		await rm(dataFolder, { recursive: true, force: true });
	}
}

function figures(first: number, warm: number[], control: number, memory: Map<string, number>): Record<string, Figure> {
	const ready = median(warm);
	const api = memory.get("API") ?? Number.NaN;
	const worker = memory.get("Worker") ?? Number.NaN;
	const others = [...memory].filter(([name]) => name !== "API" && name !== "Worker");
	return {
		ready_warm_s: atMost(ready, "s", 15),
		ready_first_s: figure(first, "s"),
		ready_to_control: figure(ready / control, "ratio"),
		api_rss_mb: figure(api, "MB"),
		worker_rss_mb: figure(worker, "MB"),
		own_rss_mb: atMost(api + worker, "MB", 350),
		...Object.fromEntries(others.map(([name, value]) => [`${snakeCase(name)}_rss_mb`, figure(value, "MB")])),
	};
}

async function startAndMeasure(dataFolder: string, restSeconds: number) {
	const environment = { ...process.env, ...(await freePortVariables()) };
	const begin = performance.now();
	// A process group of its own, so that it can be ended as a terminal's Ctrl-C does: npm itself passes no signal on.
	const options = { cwd: REPOSITORY, env: environment, detached: true };
	const child = spawn("npm", ["start", "--", "--data", dataFolder], options);
	try {
		await untilReady(child);
		const seconds = (performance.now() - begin) / 1000;
		await new Promise((resolve) => setTimeout(resolve, restSeconds * 1000));
		return { seconds, memory: await memoryOf(await readInstanceFile(dataFolder)) };
	} finally {
		const closed = new Promise((resolve) => child.once("close", resolve));
		if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGINT");
		await closed;
	}
}

async function untilReady(child: ChildProcess): Promise<void> {
	let output = "";
	await new Promise<void>((resolve, reject) => {
		child.stdout?.on("data", (chunk: Buffer) => {
			output += chunk.toString();
			if (output.includes("Hephaestus is ready")) resolve();
		});
		child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
		child.once("close", (code) => reject(new Error(`npm start ended with ${code}:\n${output.slice(-2000)}`)));
	});
}

async function memoryOf(instance: InstanceFile | undefined): Promise<Map<string, number>> {
	const rows = (instance?.processes ?? []).map(
		async ({ name, pid }) => [name, await residentMegabytes(pid)] as [string, number],
	);
	return new Map(await Promise.all(rows));
}

async function freePortVariables(): Promise<Record<string, string>> {
	const ports = await Promise.all(Object.values(PORTS).map(async ({ variable }) => [variable, await freePort()]));
	return Object.fromEntries(ports.map(([variable, port]) => [variable, String(port)]));
}

async function emptyProgramSeconds(): Promise<number> {
	const begin = performance.now();
	const child = spawn("node", ["deploy/bootstrap.mjs", "deploy/bench/empty.ts"], { cwd: REPOSITORY });
	await new Promise((resolve) => child.once("close", resolve));
	return (performance.now() - begin) / 1000;
}

function median(values: number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function snakeCase(name: string): string {
	return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
}
