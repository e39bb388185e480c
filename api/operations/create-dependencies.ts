import { createDatabase, type DatabaseAddress } from "@hephaestus/db/operations/database.ts";
import { createSealer } from "@hephaestus/db/operations/sealer.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import type { Logger } from "pino";
import type { ApiDependencies } from "../dependencies.ts";
import { createArcticOAuth } from "../identity/arctic-oauth.ts";
import { createSessionKeys } from "../identity/session-keys.ts";
import { createInstallationListings } from "../workspaces/github/installation-listings.ts";
import { createLiveEvents } from "./live-events.ts";
import { createMetrics } from "./metrics.ts";
import { createTemporalGateway } from "./temporal.ts";

/** The real dependencies of a process. Nothing connects before its first use. */
export function createDependencies(
	configuration: Configuration,
	log: Logger,
	now: () => Date = () => new Date(),
): ApiDependencies {
	const onError = (error: Error) => log.warn({ err: error }, "PostgreSQL closed an idle connection");
	const address = {
		...addressOf(configuration, configuration.DATABASE_USERNAME, configuration.DATABASE_PASSWORD, "api"),
		onError,
	};
	const intake = addressOf(
		configuration,
		configuration.DATABASE_INTAKE_USERNAME ?? configuration.DATABASE_USERNAME,
		configuration.DATABASE_INTAKE_PASSWORD ?? configuration.DATABASE_PASSWORD,
		"intake",
	);
	const db = createDatabase(address);
	const sealer = createSealer(configuration.HEPHAESTUS_SECURITY_ENCRYPTION_KEY);
	return {
		configuration,
		log,
		metrics: createMetrics(),
		db,
		intake: createDatabase({ ...intake, onError }),
		sealer,
		keys: createSessionKeys(db, sealer, now),
		oauth: createArcticOAuth(),
		temporal: createTemporalGateway({
			address: configuration.TEMPORAL_ADDRESS,
			namespace: configuration.TEMPORAL_NAMESPACE,
		}),
		liveEvents: createLiveEvents(address, log),
		installations: createInstallationListings(configuration, now),
		now,
	};
}

/** Ends every connection, once no request needs them any more. */
export async function closeDependencies(deps: ApiDependencies): Promise<void> {
	await Promise.all([deps.temporal.close(), deps.db.destroy(), deps.intake.destroy()]);
}

function addressOf(configuration: Configuration, username: string, password: string, part: string): DatabaseAddress {
	return { url: configuration.DATABASE_URL, username, password, applicationName: `hephaestus: ${part}` };
}
