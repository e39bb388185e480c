import { join } from "node:path";
import { keepRunning } from "../keep-running.ts";
import { borrowedPart, type Part, PartFailed, type Progress, type RunningPart } from "../part.ts";
import { startTemporal, temporalAnswers } from "../temporal.ts";
import type { Context } from "./context.ts";

const NAME = "Temporal";

/** Temporal: the operator's when TEMPORAL_ADDRESS names one, else a dev server that keeps its workflows on disk. */
export function temporalPart(context: Context): Part {
	const start = context.settings.embedded.temporal ? startEmbedded : checkOperators;
	return { name: NAME, after: [], required: true, start: async (progress) => await start(context, progress) };
}

async function startEmbedded(context: Context, progress: Progress): Promise<RunningPart> {
	const { settings, application } = context;
	const log = context.log("temporal");
	const kept = await keepRunning({
		name: NAME,
		start: async () =>
			await startTemporal(
				{
					port: settings.ports.temporal,
					uiPort: settings.ports.temporalUi,
					databaseFile: join(settings.dataFolder, "temporal/temporal.db"),
					namespace: application.TEMPORAL_NAMESPACE ?? "default",
					log,
				},
				progress,
			),
		tell: context.screen.note,
		onRestart: context.onRestart,
	});
	const where = `${kept.first.address}, UI http://localhost:${settings.ports.temporalUi}`;
	return { version: kept.first.version, where, processes: kept.processes, stop: kept.stop };
}

async function checkOperators({ application }: Context): Promise<RunningPart> {
	const address = application.TEMPORAL_ADDRESS ?? "";
	if (await temporalAnswers(address, 10_000)) return borrowedPart("yours", `${address}, from TEMPORAL_ADDRESS`);
	throw new PartFailed(NAME, `No Temporal server answers at ${address}, which TEMPORAL_ADDRESS names.`, {
		remedy: "Start it, correct the address, or unset TEMPORAL_ADDRESS to use the embedded one.",
	});
}
