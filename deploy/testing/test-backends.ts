import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@hephaestus/db/testing/free-port.ts";
import { TEST_SUPERUSER } from "@hephaestus/db/testing/postgres.ts";
import { ensureBuiltPages } from "@hephaestus/web/tests/built-pages.ts";
import { findContainerEngine } from "../launcher/container-engine.ts";
import { openLogFile } from "../launcher/log-file.ts";
import { startPostgres } from "../launcher/postgres.ts";
import { removePostgresFolder } from "../launcher/postgres-folder.ts";
import { PROGRAMS } from "../launcher/repository.ts";
import { ensureSandboxImage } from "../launcher/sandbox-image.ts";
import { startTemporal } from "../launcher/temporal.ts";

/** One part that all test files share. */
export interface TestBackend {
	version: string;
	/** Variables by which tests find it. */
	environment: Record<string, string>;
	stop(): Promise<void>;
}

type StartBackend = (folder: string, progress: (doing: string) => void) => Promise<TestBackend>;

const backends: Record<string, StartBackend> = {
	PostgreSQL: startPostgresServer,
	Temporal: startTemporalServer,
	"Container engine": startContainerEngine,
	Pages: buildPages,
};

const SANDBOX_IMAGE = "hephaestus-sandbox:local";

/**
 * Starts what the test files share (all of it, or the parts named), side by side; `report` gets a line for each part.
 * All stop together, and every temporary file of the tests goes with them.
 */
export async function startTestBackends(
	report: (line: string) => void,
	only: readonly string[] = Object.keys(backends),
): Promise<Omit<TestBackend, "version">> {
	const folder = await mkdtemp(join(tmpdir(), "hephaestus-tests-"));
	const temporary = join(folder, "tmp");
	await mkdir(temporary);
	// PostgreSQL runs as another user when we are root, and must pass through.
	for (const passable of [folder, temporary]) await chmod(passable, 0o755);
	const running: TestBackend[] = [];
	const stopAll = async () => {
		await Promise.all(running.map((backend) => backend.stop()));
		await rm(folder, { recursive: true, force: true });
	};
	let stopped: Promise<void> | undefined;
	const stop = () => {
		stopped ??= stopAll();
		return stopped;
	};
	// A terminal may send a signal twice: to the process and to its group.
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
		process.on(signal, () => void stop().finally(() => process.exit(1)));
	const chosen = Object.entries(backends).filter(([name]) => only.includes(name));
	const starts = chosen.map(async ([name, start]) => {
		const begin = performance.now();
		const backend = await start(folder, (doing) => report(`… ${name}: ${doing}`));
		running.push(backend);
		report(`✔ ${name} ${backend.version} after ${((performance.now() - begin) / 1000).toFixed(1)} s`);
	});
	const failure = (await Promise.allSettled(starts)).find((result) => result.status === "rejected");
	if (failure !== undefined) {
		await stop();
		throw failure.reason;
	}
	return { environment: Object.assign({ TMPDIR: temporary }, ...running.map((backend) => backend.environment)), stop };
}

// Before the files run, so that those that open a browser do not each build.
async function buildPages(): Promise<TestBackend> {
	await ensureBuiltPages();
	return { version: "built", environment: {}, stop: async () => undefined };
}

async function startPostgresServer(folder: string, progress: (doing: string) => void): Promise<TestBackend> {
	const log = openLogFile(join(folder, "postgres.log"));
	const cluster = join(folder, "postgres");
	const { password } = TEST_SUPERUSER;
	const server = await startPostgres(
		{ folder: cluster, port: await freePort(), password, durable: false, log },
		progress,
	);
	return {
		version: server.version,
		environment: { HEPHAESTUS_TEST_POSTGRES: server.hostAndPort },
		async stop() {
			await server.stop(5_000);
			log.close();
			await removePostgresFolder(cluster);
		},
	};
}

async function startTemporalServer(folder: string, progress: (doing: string) => void): Promise<TestBackend> {
	const log = openLogFile(join(folder, "temporal.log"));
	const server = await startTemporal(
		{ port: await freePort(), uiPort: undefined, databaseFile: undefined, namespace: "default", log },
		progress,
	);
	return {
		version: server.version,
		environment: { HEPHAESTUS_TEST_TEMPORAL: server.address },
		async stop() {
			await server.stop(5_000);
			log.close();
		},
	};
}

// Its images stay beside the packages, so that the next run need not import them again.
async function startContainerEngine(folder: string, progress: (doing: string) => void): Promise<TestBackend> {
	const log = openLogFile(join(folder, "dockerd.log"));
	const options = { environment: process.env, folder: join(PROGRAMS, "test-engine"), log };
	const engine = await findContainerEngine(options, progress);
	const image = { engineAddress: engine.address, reference: SANDBOX_IMAGE, operators: false };
	const how = await ensureSandboxImage(image, progress);
	return {
		version: `${engine.version}, sandbox image ${how}`,
		environment: {
			HEPHAESTUS_TEST_DOCKER: engine.address.replace(/^unix:\/\//, ""),
			HEPHAESTUS_TEST_SANDBOX_IMAGE: SANDBOX_IMAGE,
		},
		async stop() {
			await engine.stop(8_000);
			log.close();
		},
	};
}
