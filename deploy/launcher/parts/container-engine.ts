import { join } from "node:path";
import { parseConfiguration } from "@hephaestus/domain/operations/configuration.ts";
import { takesReviews } from "@hephaestus/domain/operations/switches.ts";
import { findContainerEngine } from "../container-engine.ts";
import { keepRunning, type Runnable } from "../keep-running.ts";
import { type Part, PartFailed, type RunningPart } from "../part.ts";
import type { Context } from "./context.ts";

export const ENGINE = "Container engine";

/**
 * A container engine for the sandboxes. Without one everything else runs, and reviews wait: the worker looks for the
 * engine again and again.
 */
export function containerEnginePart(context: Context): Part {
	const { application, settings } = context;
	return {
		name: ENGINE,
		after: [],
		required: false,
		async start(progress) {
			if (!takesReviews(parseConfiguration(application))) throw switchedOff();
			const log = context.log("engine");
			const options = { environment: settings.environment, folder: join(settings.dataFolder, "engine"), log };
			const find = async () => await findContainerEngine(options, progress);
			const { address, version, child, stop } = await find();
			application.SANDBOX_DOCKER_HOST = address;
			const where = address.replace("unix://", "");
			if (child === undefined) return { version, where, processes: () => [], stop };
			const kept = await keepPrivateEngine({ child, stop }, find, context);
			return { version, where: `${where} (private)`, processes: kept.processes, stop: kept.stop };
		},
	};
}

async function keepPrivateEngine(
	first: Runnable,
	find: () => Promise<Pick<RunningPart, "stop"> & { child: Runnable["child"] | undefined }>,
	{ screen, onRestart }: Context,
) {
	let started: Runnable | undefined = first;
	const start = async (): Promise<Runnable> => {
		const ready = started;
		started = undefined;
		if (ready !== undefined) return ready;
		const { child, stop } = await find();
		if (child === undefined) throw new Error("another engine has taken its place; stop and start to use that one");
		return { child, stop };
	};
	return await keepRunning({ name: ENGINE, start, tell: screen.note, onRestart });
}

function switchedOff(): PartFailed {
	return new PartFailed(ENGINE, "SANDBOX_ENABLED, AGENT_NATS_ENABLED or GIT_CHECKOUT_ENABLED is off: reviews wait.", {
		remedy: "Unset all three to have them run.",
	});
}
