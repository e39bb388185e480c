import { startTestPostgres } from "@hephaestus/db/testing/postgres.ts";

export interface TestBackends {
	/** Variables that tests read to find what is shared between them. */
	environment: Record<string, string>;
	stop(): Promise<void>;
}

/** Starts what all test files share; `report` gets a line for each part. */
export async function startTestBackends(report: (line: string) => void): Promise<TestBackends> {
	const begin = performance.now();
	const postgres = await startTestPostgres();
	report(`PostgreSQL on ${postgres.hostAndPort} after ${Math.round(performance.now() - begin)} ms`);
	return { environment: { HEPHAESTUS_TEST_POSTGRES: postgres.hostAndPort }, stop: () => postgres.stop() };
}
