import { ensureWorkflowBundle } from "@hephaestus/activities/operations/workflow-bundle.ts";
import { echoAlarms } from "../echo-alarms.ts";
import { apiEnvironment, workerEnvironment } from "../environment.ts";
import { keepRunning } from "../keep-running.ts";
import { startNodeProcess } from "../node-process.ts";
import { borrowedPart, type Part, PartFailed } from "../part.ts";
import { buildWeb } from "../web-build.ts";
import type { Context } from "./context.ts";

const READY_WITHIN_MS = 90_000;

interface ProcessPart {
	name: string;
	after: readonly string[];
	required: boolean;
	program: string;
	readyUrl: string;
	version: string;
	where: string;
	environment(): Context["application"];
	logName: string;
}

/** A part that is one of our own Node processes, kept running, its warnings echoed. */
export function processPart(context: Context, options: ProcessPart): Part {
	const { name, after, required, program, readyUrl, version, where } = options;
	return {
		name,
		after,
		required,
		async start(progress) {
			progress("starting");
			const log = context.log(options.logName);
			const start = async () => {
				const environment = options.environment();
				return await startNodeProcess({ name, program, environment, readyUrl, readyWithinMs: READY_WITHIN_MS, log });
			};
			const kept = await keepRunning({ name, start, tell: context.screen.note, onRestart: context.onRestart });
			echoAlarms(name, log, context.screen.note);
			return { version, where, processes: kept.processes, stop: kept.stop };
		},
	};
}

/** The API: people, API clients, webhooks, the pages; it brings the schema up to date first. */
export function apiPart(context: Context, after: readonly string[]): Part {
	const { ports } = context.settings;
	return processPart(context, {
		name: "API",
		after,
		required: true,
		program: "api/server.ts",
		readyUrl: `http://127.0.0.1:${ports.management}/readyz`,
		version: context.application.APP_VERSION ?? "",
		where: `http://localhost:${ports.app}`,
		environment: () => apiEnvironment(context.application),
		logName: "api",
	});
}

/** The worker: workflows, activities, and the sandboxes' side of the model. */
export function workerPart(context: Context, after: readonly string[]): Part {
	const { ports } = context.settings;
	return processPart(context, {
		name: "Worker",
		after,
		required: true,
		program: "activities/worker.ts",
		readyUrl: `http://127.0.0.1:${ports.workerManagement}/readyz`,
		version: context.application.APP_VERSION ?? "",
		where: `metrics on 127.0.0.1:${ports.workerManagement}`,
		environment: () => workerEnvironment(context.application),
		logName: "worker",
	});
}

/** The pages, built when their sources changed. Without them the API still runs. */
export function webPart(): Part {
	return {
		name: "Pages",
		after: [],
		required: false,
		async start(progress) {
			try {
				return await buildWeb(progress);
			} catch (cause) {
				throw new PartFailed("Pages", `They could not be built: ${String(cause)}`, {
					remedy: "The API runs without them. Mend what vite names, then start again.",
					cause,
				});
			}
		},
	};
}

/** The workflow code as one bundle, made ahead, so that the worker finds it. */
export function workflowBundlePart({ application }: Context): Part {
	return {
		name: "Workflows",
		after: [],
		required: true,
		async start(progress) {
			progress("bundling");
			const { buildId } = await ensureWorkflowBundle(application.HEPHAESTUS_WORKFLOW_BUNDLE_DIR);
			return borrowedPart(buildId.slice(0, 8), "one bundle, run by the worker");
		},
	};
}
