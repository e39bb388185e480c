import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTestPostgres } from "@hephaestus/db/testing/postgres.ts";
import { openLogFile } from "../launcher/log-file.ts";
import { freePort } from "../launcher/ports.ts";
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
	PostgreSQL: startPostgres,
	Temporal: startTemporalServer,
};

/** Starts what the test files share, side by side; `report` gets a line for each part. All stop together. */
export async function startTestBackends(report: (line: string) => void): Promise<Omit<TestBackend, "version">> {
	const folder = await mkdtemp(join(tmpdir(), "hephaestus-tests-"));
	const running: TestBackend[] = [];
	const stop = async () => {
		await Promise.all(running.map((backend) => backend.stop()));
		await rm(folder, { recursive: true, force: true });
	};
	const starts = Object.entries(backends).map(async ([name, start]) => {
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
	return { environment: Object.assign({}, ...running.map((backend) => backend.environment)), stop };
}

async function startPostgres(): Promise<TestBackend> {
	const server = await startTestPostgres();
	return {
		version: `on ${server.hostAndPort}`,
		environment: { HEPHAESTUS_TEST_POSTGRES: server.hostAndPort },
		stop: () => server.stop(),
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
