import { createSealer } from "@hephaestus/db/operations/sealer.ts";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { createTestDatabase, type TestDatabase } from "@hephaestus/db/testing/postgres.ts";
import { insertTestWorkspace, type TestWorkspace } from "@hephaestus/db/testing/workspace.ts";
import { ORGANIZATION } from "@hephaestus/deploy/simulators/github/seed/organization.ts";
import { type GitHubSimulator, startGitHubSimulator } from "@hephaestus/deploy/simulators/github/simulator.ts";
import { credentialBinding } from "@hephaestus/domain/connections/credential.ts";
import { parseConfiguration } from "@hephaestus/domain/operations/configuration.ts";
import { DefaultLogger, Runtime } from "@temporalio/worker";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { createLogger } from "../operations/logger.ts";
import { createMetrics } from "../operations/metrics.ts";
import { type InboxServer, startInboxServer } from "./inbox-server.ts";
import { startTestTemporal, type TestTemporal } from "./temporal.ts";
import { startTestWorker } from "./worker.ts";

const KEY = "0123456789abcdef0123456789abcdef";

/** Everything the mirror meets, real but for GitHub: PostgreSQL, Temporal, a worker and the simulated GitHub. */
export interface MirrorStage {
	database: TestDatabase;
	temporal: TestTemporal;
	gitHub: GitHubSimulator;
	inbox: InboxServer;
	workspace: TestWorkspace;
	deps: WorkerDependencies;
	/** The token of the workspace's connection. */
	token: string;
	stop(): Promise<void>;
}

/** Sets the stage: a workspace of the simulated organisation, connected by a personal access token of its owner. */
export async function startMirrorStage(variables: Record<string, string> = {}): Promise<MirrorStage> {
	Runtime.install({ logger: new DefaultLogger("ERROR") });
	const [database, temporal] = await Promise.all([createTestDatabase(), startTestTemporal()]);
	const inbox = await startInboxServer(database.db);
	const gitHub = await startGitHubSimulator({ webhook: { url: inbox.url, secret: "a webhook secret of tests" } });
	const deps = dependencies(database, temporal, gitHub, variables);
	const token = gitHub.tokenFor(ownerOf(gitHub));
	const workspace = await connectWorkspace(deps, gitHub, token);
	const worker = await startTestWorker(temporal, deps);
	return {
		database,
		temporal,
		gitHub,
		inbox,
		workspace,
		deps,
		token,
		async stop() {
			await worker.stop();
			await gitHub.stop();
			await inbox.stop();
			await temporal.stop();
			await database.stop();
		},
	};
}

function dependencies(
	database: TestDatabase,
	temporal: TestTemporal,
	gitHub: GitHubSimulator,
	variables: Record<string, string>,
): WorkerDependencies {
	const configuration = parseConfiguration({
		DATABASE_URL: database.app.url,
		DATABASE_USERNAME: database.app.username,
		DATABASE_PASSWORD: database.app.password,
		HEPHAESTUS_SECURITY_ENCRYPTION_KEY: KEY,
		HEPHAESTUS_RUNTIME_SERVER_ENABLED: "false",
		WEBHOOK_SECRET: "a webhook secret of tests",
		GITHUB_SERVER_URL: gitHub.url,
		LOG_LEVEL: "error",
		...variables,
	});
	return {
		configuration,
		db: database.db,
		sealer: createSealer(KEY),
		logger: createLogger(configuration, "test"),
		metrics: createMetrics(),
		temporal: temporal.client,
	};
}

function ownerOf({ world }: GitHubSimulator): string {
	const organization = world.findOrganization(ORGANIZATION);
	const owner = world.membershipsOf(organization?.id ?? 0).find(({ role }) => role === "admin");
	if (owner === undefined) throw new Error("The simulated organisation has no owner.");
	return world.users.get(owner.userId).login;
}

async function connectWorkspace(
	{ db, sealer }: WorkerDependencies,
	gitHub: GitHubSimulator,
	token: string,
): Promise<TestWorkspace> {
	const workspace = await insertTestWorkspace(db, ORGANIZATION, gitHub.url);
	await db.updateTable("workspace").set({ account_login: ORGANIZATION }).where("id", "=", workspace.id).execute();
	await withWorkspace(db, workspace.id, async (tx) => {
		const { id } = await tx
			.insertInto("connection")
			.values({
				workspace_id: workspace.id,
				kind: "GITHUB",
				type: "GITHUB_PAT",
				state: "ACTIVE",
				instance_key: "pat",
				server_url: gitHub.url,
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		const credential = JSON.stringify({ type: "GITHUB_PAT", token });
		await tx
			.updateTable("connection")
			.set({ credential_sealed: sealer.seal(credential, credentialBinding(id)) })
			.where("id", "=", id)
			.execute();
	});
	return workspace;
}
