import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSealer } from "@hephaestus/db/operations/sealer.ts";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { createDefaultAgentConfig } from "@hephaestus/db/reviews/create-default-agent-config.ts";
import { seedPracticeCatalogue } from "@hephaestus/db/reviews/seed-practice-catalogue.ts";
import { createTestDatabase, type TestDatabase } from "@hephaestus/db/testing/postgres.ts";
import { openFromBranches } from "@hephaestus/deploy/simulators/github/git/pull-request-branches.ts";
import { writeCommits } from "@hephaestus/deploy/simulators/github/git/write-commits.ts";
import { type GitHubSimulator, startGitHubSimulator } from "@hephaestus/deploy/simulators/github/simulator.ts";
import { credentialBinding } from "@hephaestus/domain/connections/credential.ts";
import { type Configuration, parseConfiguration } from "@hephaestus/domain/operations/configuration.ts";
import { z } from "zod";
import { createGitHubClients } from "../../connections/github-clients.ts";
import { createLogger } from "../../operations/logger.ts";
import { createMetrics } from "../../operations/metrics.ts";
import { createOpenGitHub } from "../open-github.ts";

const KEY = "0123456789abcdef0123456789abcdef";

export interface ReviewScene {
	database: TestDatabase;
	forge: GitHubSimulator;
	configuration: Configuration;
	deps: ReturnType<typeof makeDependencies>;
	workspaceId: number;
	repository: { id: number; nativeId: number; nameWithOwner: string };
	/** Opens a pull request at the forge with one flawed file (and `files`), and mirrors it. */
	openPullRequest(branch: string, files?: Record<string, string>): Promise<MirroredPullRequest>;
	stop(): Promise<void>;
}

export interface MirroredPullRequest {
	issueId: number;
	number: number;
	headSha: string;
}

/** The file that pull requests of the scene add: it swallows an error on line 4. */
export const FLAWED_FILE = [
	"export async function upload(file: File): Promise<void> {",
	"\ttry {",
	"\t\tawait put(file);",
	"\t} catch {}",
	"}",
	"",
].join("\n");

/** A workspace on a simulated GitHub with a furnished practice catalogue and an agent, all reviews sent by themselves. */
export async function createReviewScene(): Promise<ReviewScene> {
	const [database, forge] = await Promise.all([createTestDatabase(), startGitHubSimulator()]);
	const storage = await mkdtemp(join(tmpdir(), "hephaestus-reviews-"));
	const configuration = parseConfiguration({
		DATABASE_URL: database.app.url,
		DATABASE_USERNAME: database.app.username,
		DATABASE_PASSWORD: database.app.password,
		HEPHAESTUS_SECURITY_ENCRYPTION_KEY: KEY,
		WEBHOOK_SECRET: "a-secret-for-tests-only",
		HEPHAESTUS_RUNTIME_SERVER_ENABLED: "false",
		GITHUB_SERVER_URL: forge.url,
		GIT_STORAGE_PATH: storage,
		PRACTICE_REVIEW_FOR_ALL: "true",
		LOG_LEVEL: "error",
	});
	const deps = makeDependencies(configuration, database);
	const owner = forge.world.organizations.values()[0];
	const row = forge.world.repositories.values().find((candidate) => candidate.hasGit);
	if (owner === undefined || row === undefined) throw new Error("The simulated GitHub has no repository with git.");
	const nameWithOwner = forge.world.fullName(row);
	const workspaceId = await insertWorkspace(database, forge, owner.login);
	const repositoryId = await withWorkspace(database.db, workspaceId, async (tx) => {
		const created = await tx
			.insertInto("repository")
			.values({
				...(await mirrored(database, workspaceId, row.id)),
				name: row.name,
				name_with_owner: nameWithOwner,
				default_branch: row.defaultBranch,
				html_url: `${forge.url}/${nameWithOwner}`,
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		return created.id;
	});
	return {
		database,
		forge,
		configuration,
		deps,
		workspaceId,
		repository: { id: repositoryId, nativeId: row.id, nameWithOwner },
		openPullRequest: (branch, files = {}) =>
			openPullRequest({ database, forge, deps, workspaceId, repositoryId, row, branch, files }),
		async stop() {
			await forge.stop();
			await database.stop();
			await rm(storage, { recursive: true, force: true });
		},
	};
}

function makeDependencies(configuration: Configuration, database: TestDatabase) {
	const base = {
		configuration,
		db: database.db,
		sealer: createSealer(KEY),
		metrics: createMetrics(),
		logger: createLogger(configuration, "test"),
	};
	const clients = createGitHubClients(base);
	return { ...base, clients, openForge: createOpenGitHub(clients) };
}

async function insertWorkspace(database: TestDatabase, forge: GitHubSimulator, owner: string): Promise<number> {
	const sealer = createSealer(KEY);
	const provider = await database.db
		.insertInto("git_provider")
		.values({ type: "GITHUB", server_url: forge.url })
		.returning("id")
		.executeTakeFirstOrThrow();
	const { id: workspaceId } = await database.db
		.insertInto("workspace")
		.values({
			slug: "scene",
			display_name: "Scene",
			account_login: owner,
			git_provider_id: provider.id,
			autonomy: "AUTOMATIC",
		})
		.returning("id")
		.executeTakeFirstOrThrow();
	await withWorkspace(database.db, workspaceId, async (tx) => {
		await seedPracticeCatalogue(tx, { workspaceId });
		const config = { name: "Scripted", provider: "OPENAI", modelName: "scripted-model", apiKey: "sk-test" } as const;
		await createDefaultAgentConfig(tx, { workspaceId, sealer, config });
		const { id } = await tx
			.insertInto("connection")
			.values({
				workspace_id: workspaceId,
				kind: "GITHUB",
				type: "GITHUB_PAT",
				state: "ACTIVE",
				instance_key: forge.url,
				server_url: forge.url,
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		const credential = JSON.stringify({ type: "GITHUB_PAT", token: forge.tokenFor("ada") });
		await tx
			.updateTable("connection")
			.set({ credential_sealed: sealer.seal(credential, credentialBinding(id)) })
			.where("id", "=", id)
			.execute();
	});
	return workspaceId;
}

async function mirrored(database: TestDatabase, workspaceId: number, nativeId: number) {
	const provider = await database.db.selectFrom("git_provider").select("id").executeTakeFirstOrThrow();
	return { workspace_id: workspaceId, git_provider_id: provider.id, native_id: nativeId };
}

const nodeAnswer = z.object({ repository: z.object({ pullRequest: z.object({ id: z.string() }) }) });

async function openPullRequest(input: {
	database: TestDatabase;
	forge: GitHubSimulator;
	deps: ReturnType<typeof makeDependencies>;
	workspaceId: number;
	repositoryId: number;
	row: ReturnType<GitHubSimulator["world"]["repositories"]["values"]>[number];
	branch: string;
	files: Record<string, string>;
}): Promise<MirroredPullRequest> {
	const { database, forge, deps, workspaceId, repositoryId, row, branch, files } = input;
	const author = forge.world.users.values().find(({ login }) => login === "elif");
	if (author === undefined) throw new Error("The simulated GitHub lacks a person.");
	await writeCommits(forge.runtime.store, row.id, [
		{
			branch,
			from: row.defaultBranch,
			author: { name: "Elif", email: "elif@example.org" },
			at: Date.now(),
			message: "Upload files",
			files: { "src/upload.ts": FLAWED_FILE, ...files },
		},
	]);
	const pullRequest = await openFromBranches(forge.runtime, {
		repository: row,
		author,
		title: "Upload files",
		body: "People want to attach menus.",
		headRef: branch,
		baseRef: row.defaultBranch,
	});
	const client = await deps.clients.forWorkspace(workspaceId);
	const [owner, name] = forge.world.fullName(row).split("/");
	const { repository } = await client.graphql(
		"query Node($owner: String!, $name: String!, $number: Int!) { repository(owner: $owner, name: $name) { pullRequest(number: $number) { id } } }",
		{ owner, name, number: pullRequest.number },
		nodeAnswer,
	);
	const issueId = await withWorkspace(database.db, workspaceId, async (tx) => {
		const { id } = await tx
			.insertInto("issue")
			.values({
				...(await mirrored(database, workspaceId, pullRequest.issueId)),
				node_id: repository.pullRequest.id,
				repository_id: repositoryId,
				issue_type: "PULL_REQUEST",
				number: pullRequest.number,
				title: pullRequest.title,
				body: pullRequest.body,
				state: "OPEN",
				html_url: `${forge.url}/${forge.world.fullName(row)}/pull/${pullRequest.number}`,
			})
			.returning("id")
			.executeTakeFirstOrThrow();
		await tx
			.insertInto("pull_request")
			.values({
				issue_id: id,
				workspace_id: workspaceId,
				head_ref_name: branch,
				head_ref_oid: pullRequest.headSha,
				base_ref_name: row.defaultBranch,
			})
			.execute();
		return id;
	});
	return { issueId, number: pullRequest.number, headSha: pullRequest.headSha };
}
