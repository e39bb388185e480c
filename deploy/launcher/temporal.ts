import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";
import { type Child, settlesWithin, startChild } from "./child-process.ts";
import type { LogFile } from "./log-file.ts";
import { PartFailed, type Progress } from "./part.ts";
import { findTemporalProgram } from "./temporal-program.ts";

const READY_WITHIN_MS = 60_000;

export interface TemporalOptions {
	port: number;
	/** Undefined: no UI. */
	uiPort: number | undefined;
	/** Keeps workflows over a restart; undefined keeps them in memory. */
	databaseFile: string | undefined;
	namespace: string;
	log: LogFile;
}

export interface RunningTemporal {
	version: string;
	/** host:port of the frontend. */
	address: string;
	child: Child;
	stop(graceMs: number): Promise<void>;
}

/** Starts Temporal's dev server on 127.0.0.1, our search attributes registered. Throws PartFailed when it cannot. */
export async function startTemporal(options: TemporalOptions, progress: Progress): Promise<RunningTemporal> {
	const program = await findTemporalProgram(progress);
	if (options.databaseFile !== undefined) await mkdir(dirname(options.databaseFile), { recursive: true });
	progress("starting");
	const child = await startChild({
		name: "Temporal",
		command: program.path,
		args: ["server", "start-dev", ...serverArguments(options)],
		log: options.log,
	});
	await untilServing(child, options);
	return {
		version: program.version,
		address: `127.0.0.1:${options.port}`,
		child,
		stop: async (graceMs) => await child.stop(graceMs),
	};
}

function serverArguments({ port, uiPort, databaseFile, namespace }: TemporalOptions): string[] {
	return [
		...["--ip", "127.0.0.1", "--port", String(port), "--namespace", namespace, "--log-level", "warn"],
		...(uiPort === undefined ? ["--headless"] : ["--ui-port", String(uiPort)]),
		...(databaseFile === undefined ? [] : ["--db-filename", databaseFile]),
		...Object.values(SEARCH_ATTRIBUTES).flatMap(({ name }) => ["--search-attribute", `${name}=Keyword`]),
	];
}

async function untilServing(child: Child, options: TemporalOptions): Promise<void> {
	const deadline = performance.now() + READY_WITHIN_MS;
	while (performance.now() < deadline && !(await settlesWithin(child.exited, 0))) {
		if (await temporalAnswers(`127.0.0.1:${options.port}`)) return;
		await sleep(100);
	}
	const exited = await settlesWithin(child.exited, 0);
	await child.stop(2_000);
	throw new PartFailed("Temporal", exited ? "It ended while starting." : "It did not answer within a minute.", {
		remedy: "Its log says why; or name a running server in TEMPORAL_ADDRESS.",
		log: options.log.tail(8),
	});
}

/** Whether a Temporal frontend serves at host:port. */
export async function temporalAnswers(address: string, patienceMs = 1_000): Promise<boolean> {
	const { Connection } = await import("@temporalio/client");
	try {
		const connection = await Connection.connect({ address, connectTimeout: patienceMs });
		await connection.close();
		return true;
	} catch {
		return false;
	}
}
