import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Instance, startInstance } from "../launcher/instance.ts";
import { REPOSITORY } from "../launcher/repository.ts";
import { runProgram } from "../launcher/run-program.ts";
import type { Screen } from "../launcher/screen.ts";
import type { SmokeTarget } from "./step.ts";

export interface TemporaryInstance {
	instance: Instance;
	target: SmokeTarget;
	/** Ends it and removes its data. */
	stop(): Promise<void>;
}

/**
 * A whole instance of its own on free ports, all of it embedded, in a folder that goes with it. Tests that share a
 * container engine hand it on by HEPHAESTUS_TEST_DOCKER. Throws what `startInstance` throws, with nothing left behind.
 */
export async function startTemporaryInstance(screen?: Screen): Promise<TemporaryInstance> {
	const dataFolder = await mkdtemp(join(tmpdir(), "hephaestus-smoke-"));
	const engine = process.env.HEPHAESTUS_TEST_DOCKER;
	const environment = {
		PATH: process.env.PATH,
		HOME: process.env.HOME,
		...(engine === undefined ? {} : { SANDBOX_DOCKER_HOST: `unix://${engine}` }),
	};
	const removeData = async () => await rm(dataFolder, { recursive: true, force: true });
	try {
		const instance = await startInstance({ dataFolder, ports: "free", environment, screen });
		return {
			instance,
			target: targetOf(instance, dataFolder),
			async stop() {
				await instance.stop();
				await removeData();
			},
		};
	} catch (error) {
		await removeData();
		throw error;
	}
}

function targetOf({ urls }: Instance, dataFolder: string): SmokeTarget {
	if (urls.forge === undefined) throw new Error("a temporary instance runs the simulated forge");
	return {
		app: urls.app,
		forge: urls.forge,
		temporal: urls.temporal,
		runCli: async (args) =>
			await runProgram(process.execPath, [join(REPOSITORY, "deploy/cli/main.ts"), ...args], {
				env: { ...process.env, HEPHAESTUS_DATA: dataFolder },
			}),
	};
}
