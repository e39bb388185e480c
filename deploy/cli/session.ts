import { createTemporalGateway, type TemporalGateway } from "@hephaestus/api/operations/temporal.ts";
import { createDatabase, type Database } from "@hephaestus/db/operations/database.ts";
import {
	type Configuration,
	ConfigurationInvalid,
	parseConfiguration,
} from "@hephaestus/domain/operations/configuration.ts";
import { isRunning, readInstanceFile } from "../launcher/instance-file.ts";
import { CommandFailed } from "./failure.ts";

/** What a command works on: one instance's database, Temporal and addresses. */
export interface CliSession {
	configuration: Configuration;
	db: Database;
	temporal: TemporalGateway;
	close(): Promise<void>;
}

/**
 * Opens the instance a command is for: the one whose DATABASE_URL stands in the environment, else the embedded one that
 * runs in the data folder. Throws CommandFailed when there is neither.
 */
export async function openSession(
	environment: Record<string, string | undefined>,
	dataFolder: string,
): Promise<CliSession> {
	const configuration = await findConfiguration(environment, dataFolder);
	const db = createDatabase({
		url: configuration.DATABASE_URL,
		username: configuration.DATABASE_USERNAME,
		password: configuration.DATABASE_PASSWORD,
		maxConnections: 2,
		applicationName: "hephaestus: command line",
	});
	const temporal = createTemporalGateway({
		address: configuration.TEMPORAL_ADDRESS,
		namespace: configuration.TEMPORAL_NAMESPACE,
	});
	return {
		configuration,
		db,
		temporal,
		async close() {
			await Promise.all([db.destroy(), temporal.close()]);
		},
	};
}

async function findConfiguration(
	environment: Record<string, string | undefined>,
	dataFolder: string,
): Promise<Configuration> {
	try {
		if (environment.DATABASE_URL) return parseConfiguration(environment);
		const instance = await readInstanceFile(dataFolder);
		if (instance !== undefined && isRunning(instance)) return parseConfiguration(instance.environment);
	} catch (error) {
		if (error instanceof ConfigurationInvalid) throw new CommandFailed(error.message, 78);
		throw error;
	}
	throw new CommandFailed(
		`No instance runs in ${dataFolder}, and DATABASE_URL is not set.\n` +
			"Start one with `npm start`, name its folder with --data, or set the variables of the instance you mean.",
	);
}
