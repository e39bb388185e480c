import { createDatabase } from "@hephaestus/db/operations/database.ts";
import { findInstanceId } from "@hephaestus/db/operations/find-instance-id.ts";
import { findRoleDanger } from "@hephaestus/db/operations/find-role-danger.ts";
import { reportSandboxHost } from "@hephaestus/db/operations/report-sandbox-host.ts";
import { createSealer } from "@hephaestus/db/operations/sealer.ts";
import { listActiveReviewIds } from "@hephaestus/db/reviews/list-active-review-ids.ts";
import { type Configuration, unsafeDatabaseRole } from "@hephaestus/domain/operations/configuration.ts";
import { halfConfigured, takesReviews } from "@hephaestus/domain/operations/switches.ts";
import { QUEUES } from "@hephaestus/workflows/operations/queues.ts";
import { Client } from "@temporalio/client";
import type { NativeConnection, Worker } from "@temporalio/worker";
import type { Logger } from "pino";
import {
	createClaimActivities,
	createCoreActivities,
	createForgeActivities,
	createSandboxActivities,
} from "../all-activities.ts";
import { keepClosingAbandonedReviews } from "../reviews/close-abandoned-reviews.ts";
import { removeDeadSockets, removeLeftoverBundles } from "../reviews/remove-leftover-files.ts";
import { agentRunnerFrom } from "../reviews/sandbox/runner-from-configuration.ts";
import { startDueSyncs } from "../scm/start-due-syncs.ts";
import { ensureSweeper } from "../webhooks/ensure-sweeper.ts";
import { createActivityWorkers, createWorkflowWorker, type WorkerSetup } from "./create-worker.ts";
import type { WorkerDependencies } from "./dependencies.ts";
import { startManagementServer } from "./management-server.ts";
import { createMetrics } from "./metrics.ts";
import { createReadiness } from "./readiness.ts";
import { registerSearchAttributes } from "./register-search-attributes.ts";
import { keepSandboxHost, thisSandboxHost } from "./sandbox-host.ts";
import { setCurrentVersion } from "./set-current-version.ts";
import { connectTemporal } from "./temporal-connection.ts";
import { installTemporalRuntime } from "./temporal-runtime.ts";
import { waitForSchema } from "./wait-for-schema.ts";
import { ensureWorkflowBundle } from "./workflow-bundle.ts";

// Forge calls wait on the network; a hundred at once is GitHub's limit, shared with whatever else uses the account.
const FORGE_CONCURRENCY = 20;

/** Runs the worker until `signal` aborts, then lets running work finish within the shutdown timeout. */
export async function runWorkerProcess(
	configuration: Configuration,
	logger: Logger,
	signal: AbortSignal,
): Promise<void> {
	const warning = halfConfigured(configuration);
	if (warning !== null) logger.warn(warning);
	const metrics = createMetrics();
	const db = createDatabase({
		url: configuration.DATABASE_URL,
		username: configuration.DATABASE_USERNAME,
		password: configuration.DATABASE_PASSWORD,
		applicationName: "hephaestus: worker",
		onError: (error) => logger.warn({ err: error }, "PostgreSQL closed an idle connection"),
	});
	const state: { temporal: NativeConnection | null; workers: Worker[] } = { temporal: null, workers: [] };
	const management = await startManagementServer({
		host: configuration.MANAGEMENT_HOST,
		port: configuration.WORKER_MANAGEMENT_PORT,
		registry: metrics.registry,
		readiness: createReadiness(configuration, db, state),
	});
	logger.info({ port: management.port }, "Management port is open");
	try {
		const [bundle] = await Promise.all([
			ensureWorkflowBundle(configuration.HEPHAESTUS_WORKFLOW_BUNDLE_DIR),
			waitForSchema(db, logger, signal),
		]);
		const danger = await findRoleDanger(db);
		if (danger !== null) throw unsafeDatabaseRole(danger);
		installTemporalRuntime(logger);
		const connection = await connectTemporal(configuration.TEMPORAL_ADDRESS, logger, signal);
		state.temporal = connection;
		const namespace = configuration.TEMPORAL_NAMESPACE;
		await registerSearchAttributes(connection, namespace);
		const temporal = new Client({ connection, namespace });
		const deps: WorkerDependencies = {
			configuration,
			db,
			sealer: createSealer(configuration.HEPHAESTUS_SECURITY_ENCRYPTION_KEY),
			logger,
			metrics,
			temporal,
		};
		const setup: WorkerSetup = { connection, configuration, metrics };
		state.workers = [
			await createWorkflowWorker(setup, QUEUES.core, createCoreActivities(deps), bundle),
			...(await createActivityWorkers(setup, [[QUEUES.forge, createForgeActivities(deps), FORGE_CONCURRENCY]])),
		];
		const running = Promise.all(state.workers.map((worker) => worker.run()));
		const stopWorkers = () => {
			for (const worker of state.workers) if (worker.getState() === "RUNNING") worker.shutdown();
		};
		signal.addEventListener("abort", stopWorkers, { once: true });
		await ensureSweeper(temporal);
		await startDueSyncs(deps);
		logger.info({ address: configuration.TEMPORAL_ADDRESS, namespace }, "The worker takes work");
		await Promise.all([
			running,
			setCurrentVersion(connection, namespace, bundle.buildId, logger, signal),
			keepClosingAbandonedReviews(deps, signal),
			takesReviews(configuration) ? runSandboxHost(setup, deps, signal) : undefined,
		]);
		await connection.close();
	} finally {
		await management.stop();
		await db.destroy();
	}
}

async function runSandboxHost(setup: WorkerSetup, deps: WorkerDependencies, signal: AbortSignal): Promise<void> {
	const { configuration, db, logger } = deps;
	const capacity = configuration.SANDBOX_MAX_CONCURRENT;
	const image = configuration.HEPHAESTUS_AGENT_IMAGE_REFERENCE;
	const runner = await agentRunnerFrom(configuration, {
		// Two instances may share a machine and its engine; each removes its own containers only.
		owner: `${await findInstanceId(db)}/${thisSandboxHost().name}`,
		onError: (error) => logger.error({ err: error }, "The sandbox left something undone"),
	});
	try {
		await keepSandboxHost({
			configuration,
			logger,
			signal,
			report: (host, state) => reportSandboxHost(db, { ...host, ...state, image, capacity }),
			cleanUp: async ({ name }) => {
				const removed = await runner.reconcile(() => readActiveReviews(deps, name));
				if (removed > 0) logger.info({ removed }, "Removed containers of reviews that are over");
				await removeDeadSockets(configuration.SANDBOX_SOCKET_DIR, new Date());
				// The folder may be shared with other hosts of this instance, so reviews on any of them count.
				await removeLeftoverBundles(configuration.GIT_STORAGE_PATH, () => listActiveReviewIds(db, {}));
			},
			createWorkers: (host) =>
				createActivityWorkers(setup, [
					[QUEUES.sandbox, createClaimActivities(deps, host), capacity],
					[host.taskQueue, createSandboxActivities(deps, runner), capacity * 4],
				]),
		});
	} finally {
		await runner.close();
	}
}

/** Null when the database cannot say, so that no review loses its container because of that. */
async function readActiveReviews({ db, logger }: WorkerDependencies, host: string): Promise<Set<string> | null> {
	try {
		return await listActiveReviewIds(db, { host });
	} catch (error) {
		logger.warn({ err: error }, "Left-over containers are not looked for: the running reviews could not be read");
		return null;
	}
}
