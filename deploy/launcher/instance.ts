import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
	ConfigurationInvalid,
	type ConfigurationProblem,
	parseConfiguration,
} from "@hephaestus/domain/operations/configuration.ts";
import { variables } from "@hephaestus/domain/operations/variables.ts";
import { findTakenPorts } from "./check-ports.ts";
import type { NamedProcess } from "./child-process.ts";
import { lockDataFolder, resetDataFolder } from "./data-folder.ts";
import { applicationEnvironment } from "./environment.ts";
import { removeInstanceFile, writeInstanceFile } from "./instance-file.ts";
import { type LogFile, openLogFile } from "./log-file.ts";
import type { PartFailed } from "./part.ts";
import { apiPart, webPart, workerPart, workflowBundlePart } from "./parts/application.ts";
import { containerEnginePart, ENGINE } from "./parts/container-engine.ts";
import type { Context } from "./parts/context.ts";
import { databasePart } from "./parts/database.ts";
import { sandboxImagePart } from "./parts/sandbox-image.ts";
import { forgePart, modelPart } from "./parts/simulators.ts";
import { temporalPart } from "./parts/temporal.ts";
import { processIdentity } from "./process-identity.ts";
import { quietScreen, type Screen } from "./screen.ts";
import { readSecrets } from "./secrets.ts";
import { type Environment, readSettings, type Settings } from "./settings.ts";
import { startParts } from "./start-parts.ts";

export interface InstanceOptions {
	/** Absolute; made when missing. */
	dataFolder: string;
	/** The standard ports (or those that variables name), or any that are free: several instances side by side. */
	ports: "standard" | "free";
	/** The operator's variables; they win over everything embedded. */
	environment: Environment;
	screen?: Screen;
	/** Empties the data folder first. */
	reset?: boolean;
	/** Abort to give up while it starts. */
	signal?: AbortSignal;
}

export interface InstanceUrls {
	app: string;
	apiReference: string;
	/** The API's /metrics, /healthz and /readyz. */
	management: string;
	workerManagement: string;
	/** host:port. */
	temporal: string;
	temporalUi?: string;
	/** The simulated GitHub, when it runs. */
	forge?: string;
	/** The simulated model, when it runs. */
	model?: string;
}

export interface Instance {
	urls: InstanceUrls;
	settings: Settings;
	/** The environment of the API and the worker: database addresses, keys. */
	environment: Environment;
	/** Why optional parts are missing, by the part's name. */
	lost: ReadonlyMap<string, PartFailed>;
	/** What each part took to start, by its name. */
	milliseconds: ReadonlyMap<string, number>;
	/** What runs now, by name, under its current process id. */
	processes(): NamedProcess[];
	/** Ends everything in reverse order within ten seconds; its data stays. */
	stop(): Promise<void>;
}

/**
 * Runs a whole instance. Throws ConfigurationInvalid with every problem at once before anything is started, PartFailed
 * when the data folder is in use, StartFailed when a part cannot be had (what had started is stopped again),
 * StartInterrupted when `signal` aborts.
 */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
	const { dataFolder, screen = quietScreen, signal = new AbortController().signal } = options;
	const lock = await lockDataFolder(dataFolder);
	try {
		if (lock.leftovers.length > 0) screen.note(`Ended what a killed run had left: ${lock.leftovers.join(", ")}.`);
		if (options.reset) await resetDataFolder(dataFolder);
		let onRestart: () => void = () => undefined;
		const context = await prepare(options, screen, () => onRestart());
		const urls = urlsOf(context);
		const startedAt = new Date().toISOString();
		let recorded = Promise.resolve();
		// One write after the other: parts come up at the same time.
		const record = (processes: NamedProcess[]) => {
			recorded = recorded.then(() =>
				writeInstanceFile(dataFolder, {
					pid: process.pid,
					identity: processIdentity(process.pid),
					startedAt,
					urls: onlySet(urls),
					environment: onlySet(ownVariables(context.application)),
					processes: processes.map((entry) => ({ ...entry, identity: processIdentity(entry.pid) })),
				}),
			);
			return recorded;
		};
		const started = await startParts(listParts(context), screen, signal, record).catch(async (error) => {
			await removeSockets(context);
			throw error;
		});
		onRestart = () => void record(started.processes());
		return {
			urls,
			settings: context.settings,
			environment: context.application,
			lost: started.lost,
			milliseconds: started.milliseconds,
			processes: started.processes,
			async stop() {
				await started.stop();
				context.closeLogs();
				await removeSockets(context);
				await removeInstanceFile(dataFolder);
				await lock.release();
			},
		};
	} catch (error) {
		await removeInstanceFile(dataFolder);
		await lock.release();
		throw error;
	}
}

/** In the order of the screen; each starts as soon as those it names run. */
function listParts(context: Context) {
	const { embedded } = context.settings;
	const forge = embedded.forge ? [forgePart(context)] : [];
	const model = embedded.model ? [modelPart(context)] : [];
	const simulators = [...forge, ...model].map(({ name }) => name);
	return [
		databasePart(context),
		temporalPart(context),
		containerEnginePart(context),
		sandboxImagePart(context, [ENGINE]),
		...forge,
		...model,
		webPart(),
		workflowBundlePart(context),
		apiPart(context, ["PostgreSQL", "Temporal", "Pages", ...simulators]),
		...(runsWorker(context) ? [workerPart(context, ["PostgreSQL", "Temporal", "Workflows", "Sandbox image"])] : []),
	];
}

// The process would end at once, and be started again and again.
function runsWorker({ application }: Context): boolean {
	return parseConfiguration(application).HEPHAESTUS_RUNTIME_WORKER_ENABLED;
}

async function prepare(
	options: InstanceOptions,
	screen: Screen,
	onRestart: () => void,
): Promise<Context & { closeLogs(): void }> {
	const { dataFolder, environment } = options;
	const { settings, problems } = await readSettings(dataFolder, options.ports, environment);
	const secrets = await readSecrets(dataFolder);
	const application = applicationEnvironment(settings, secrets);
	const taken = options.ports === "standard" ? await findTakenPorts(settings) : [];
	const all = [...problems, ...taken, ...configurationProblems(application)];
	if (all.length > 0) throw new ConfigurationInvalid(all);
	const logs: LogFile[] = [];
	return {
		settings,
		secrets,
		application,
		screen,
		log(name) {
			const log = openLogFile(join(dataFolder, "logs", `${name}.log`));
			logs.push(log);
			return log;
		},
		onRestart,
		closeLogs() {
			for (const log of logs) log.close();
		},
	};
}

function configurationProblems(environment: Environment): readonly ConfigurationProblem[] {
	try {
		parseConfiguration(environment);
		return [];
	} catch (error) {
		if (error instanceof ConfigurationInvalid) return error.problems;
		throw error;
	}
}

// Those of the operator's own folder are the operator's.
async function removeSockets({ settings, application }: Context): Promise<void> {
	const folder = application.SANDBOX_SOCKET_DIR;
	if (folder !== undefined && !settings.environment.SANDBOX_SOCKET_DIR)
		await rm(folder, { recursive: true, force: true });
}

function urlsOf({ settings, application }: Context): InstanceUrls {
	const { ports, embedded } = settings;
	const app = application.APPLICATION_HOST_URL ?? "";
	return {
		app,
		apiReference: `${app}/api/reference`,
		management: `http://127.0.0.1:${ports.management}`,
		workerManagement: `http://127.0.0.1:${ports.workerManagement}`,
		temporal: application.TEMPORAL_ADDRESS ?? "",
		temporalUi: application.TEMPORAL_UI_URL,
		forge: embedded.forge ? application.GITHUB_SERVER_URL : undefined,
		model: embedded.model ? application.LLM_PROXY_OPENAI_URL : undefined,
	};
}

// Of a person's shell only what concerns an instance is written down.
function ownVariables(environment: Environment): Environment {
	return Object.fromEntries(Object.entries(environment).filter(([name]) => name in variables.shape));
}

function onlySet(values: Readonly<Record<string, string | undefined>> | InstanceUrls): Record<string, string> {
	return Object.fromEntries(
		Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
	);
}
