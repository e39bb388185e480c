import { once } from "node:events";
import { findRoleDanger } from "@hephaestus/db/operations/find-role-danger.ts";
import { migrateToLatest } from "@hephaestus/db/operations/migrate.ts";
import { type Configuration, unsafeDatabaseRole } from "@hephaestus/domain/operations/configuration.ts";
import { type ServerType, serve } from "@hono/node-server";
import type { Logger } from "pino";
import { createApp } from "../app.ts";
import { seedLoginProviders } from "../identity/seed-login-providers.ts";
import { createInboxPoker } from "../webhooks/poke-inbox.ts";
import { refreshAgentsFromEnvironment } from "../workspaces/agent-from-environment.ts";
import { closeDependencies, createDependencies } from "./create-dependencies.ts";
import { createLogger } from "./logger.ts";
import { createManagementApp } from "./management-app.ts";

/** Runs the API until SIGTERM or SIGINT, then finishes what is under way within SHUTDOWN_TIMEOUT. */
export async function runServerProcess(configuration: Configuration): Promise<void> {
	const log = createLogger(configuration);
	await migrate(configuration, log);
	const deps = createDependencies(configuration, log);
	if (configuration.HEPHAESTUS_RUNTIME_SERVER_ENABLED) {
		const danger = await findRoleDanger(deps.db);
		if (danger !== null) throw unsafeDatabaseRole(danger);
		await seedLoginProviders(deps);
		await refreshAgentsFromEnvironment(deps);
	}

	const drain = { isDraining: false };
	const poker = createInboxPoker(deps.temporal);
	const servers = [
		await listen(createApp(deps, poker, drain).fetch, configuration.SERVER_PORT),
		await listen(createManagementApp(deps, drain).fetch, configuration.MANAGEMENT_PORT, configuration.MANAGEMENT_HOST),
	];
	log.info({ ports: servers.map(portOf) }, "ready");

	const signal = await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
	log.info({ signal: signal[0] }, "draining");
	drain.isDraining = true;
	// Streams of live events would never end by themselves; their readers come back elsewhere.
	await deps.liveEvents.close();
	await stop(servers, configuration.SHUTDOWN_TIMEOUT * 1000);
	await poker.settled();
	await closeDependencies(deps);
	log.info("stopped");
}

async function migrate(configuration: Configuration, log: Logger): Promise<void> {
	const { DATABASE_MIGRATOR_USERNAME: username, DATABASE_MIGRATOR_PASSWORD: password } = configuration;
	if (username === undefined || password === undefined) return;
	const applied = await migrateToLatest({ url: configuration.DATABASE_URL, username, password });
	log.info({ applied }, "the schema is current");
}

async function listen(
	fetch: Parameters<typeof serve>[0]["fetch"],
	port: number,
	hostname?: string,
): Promise<ServerType> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	const server = serve({ fetch, port, ...(hostname !== undefined && { hostname }) }, () => resolve());
	server.once("error", reject);
	await promise;
	return server;
}

function portOf(server: ServerType): number | null {
	const address = server.address();
	return typeof address === "object" && address !== null ? address.port : null;
}

/** Lets requests under way finish, closes idle connections at once and the rest when the time is up. */
async function stop(servers: ServerType[], timeoutMs: number): Promise<void> {
	const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
	const timer = setTimeout(() => {
		for (const server of servers) if ("closeAllConnections" in server) server.closeAllConnections();
	}, timeoutMs);
	await Promise.all(closed);
	clearTimeout(timer);
}
