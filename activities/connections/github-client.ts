import { readFile } from "node:fs/promises";
import type { ActiveConnection } from "@hephaestus/db/connections/find-active-connection.ts";
import { noteConnectionState } from "@hephaestus/db/connections/note-connection-state.ts";
import { recordRateBudget } from "@hephaestus/db/connections/record-rate-budget.ts";
import {
	credentialBinding,
	type GitHubCredential,
	gitHubCredential,
} from "@hephaestus/domain/connections/credential.ts";
import { githubApiUrl } from "@hephaestus/domain/connections/github-urls.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { FAILURES } from "@hephaestus/domain/operations/failures.ts";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/core";
import { ApplicationFailure } from "@temporalio/common";
import { z } from "zod";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { fetchWhole } from "./whole-answers.ts";

// GitHub itself gives up on a query after 10 seconds; the rest is the network's.
const TIMEOUT_MS = 60_000;

export interface GitHubClient {
	connection: ActiveConnection;
	type: GitHubCredential["type"];
	/** For REST calls: `octokit.request("GET /repos/{owner}/{repo}", …)`. */
	octokit: Octokit;
	/**
	 * Runs a GraphQL document and parses its data. An answer with data and errors counts when the data is what `schema`
	 * asks for. Throws octokit's errors, which the activity interceptor maps.
	 */
	graphql<T>(document: string, variables: Record<string, unknown>, schema: z.ZodType<T>): Promise<T>;
	/** A token for git over https, as the password of `x-access-token`. */
	gitToken(): Promise<string>;
}

/** A client that signs with the connection's credential, times out, and keeps the connection's budget and state. */
export async function createGitHubClient(
	deps: Pick<WorkerDependencies, "configuration" | "sealer" | "db" | "metrics">,
	connection: ActiveConnection,
): Promise<GitHubClient> {
	const credential = openCredential(deps, connection);
	const octokit = new Octokit({
		baseUrl: githubApiUrl(connection.serverUrl),
		userAgent: `hephaestus/${deps.configuration.APP_VERSION}`,
		request: { fetch: fetchWhole },
		...(await authentication(deps.configuration, credential)),
	});
	octokit.hook.before("request", (options) => {
		options.request = { ...options.request, signal: withTimeout(options.request?.signal) };
	});
	watchAnswers(deps, connection, octokit);
	return {
		connection,
		type: credential.type,
		octokit,
		async graphql(document, variables, schema) {
			return schema.parse(await runGraphql(octokit, document, variables, schema));
		},
		async gitToken() {
			if (credential.type === "GITHUB_PAT") return credential.token;
			return installationToken.parse(await octokit.auth({ type: "installation" })).token;
		},
	};
}

const installationToken = z.object({ token: z.string() });
const partialAnswer = z.object({ name: z.literal("GraphqlResponseError"), data: z.unknown() });

async function runGraphql(octokit: Octokit, document: string, variables: object, schema: z.ZodType): Promise<unknown> {
	try {
		return await octokit.graphql(document, { ...variables });
	} catch (error) {
		const partial = error instanceof Error ? partialAnswer.safeParse({ ...error, name: error.name }) : null;
		if (partial?.success && schema.safeParse(partial.data.data).success) return partial.data.data;
		throw error;
	}
}

function openCredential(
	{ sealer }: Pick<WorkerDependencies, "sealer">,
	{ id, credentialSealed }: ActiveConnection,
): GitHubCredential {
	try {
		if (credentialSealed === null) throw new Error("it has none");
		return gitHubCredential.parse(JSON.parse(sealer.open(credentialSealed, credentialBinding(id))));
	} catch (cause) {
		throw ApplicationFailure.create({
			type: FAILURES.connectionNeedsAttention,
			message: `The credential of connection ${id} does not open; check HEPHAESTUS_SECURITY_ENCRYPTION_KEY or connect again.`,
			nonRetryable: true,
			cause: cause instanceof Error ? cause : undefined,
		});
	}
}

async function authentication(configuration: Configuration, credential: GitHubCredential) {
	if (credential.type === "GITHUB_PAT") return { auth: credential.token };
	const { installationId } = credential;
	const auth = { appId: configuration.GH_APP_ID, privateKey: await readPrivateKey(configuration), installationId };
	return { authStrategy: createAppAuth, auth };
}

async function readPrivateKey(configuration: Configuration): Promise<string> {
	const { GH_APP_PRIVATE_KEY: key, GH_APP_PRIVATE_KEY_LOCATION: location } = configuration;
	if (key !== undefined) return key;
	if (location !== undefined) return await readFile(location, "utf8");
	throw ApplicationFailure.create({
		type: FAILURES.connectionNeedsAttention,
		message: "A GitHub App connection needs GH_APP_ID and GH_APP_PRIVATE_KEY or GH_APP_PRIVATE_KEY_LOCATION.",
		nonRetryable: true,
	});
}

function withTimeout(signal: AbortSignal | undefined): AbortSignal {
	const timeout = AbortSignal.timeout(TIMEOUT_MS);
	return signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
}

const rateHeaders = z.object({
	"x-ratelimit-limit": z.coerce.number(),
	"x-ratelimit-remaining": z.coerce.number(),
	"x-ratelimit-reset": z.coerce.number(),
	"x-ratelimit-resource": z.string().default("core"),
});

function watchAnswers(
	{ db, metrics }: Pick<WorkerDependencies, "db" | "metrics">,
	connection: ActiveConnection,
	octokit: Octokit,
): void {
	const named = { workspaceId: connection.workspaceId, connectionId: connection.id };
	let troubled = connection.stateReason !== null;
	const keepBudget = async (headers: unknown) => {
		const parsed = rateHeaders.safeParse(headers);
		if (!parsed.success) return;
		const { "x-ratelimit-resource": resource, "x-ratelimit-remaining": remaining } = parsed.data;
		metrics.rateRemaining.set({ connection: String(connection.id), resource }, remaining);
		const limit = parsed.data["x-ratelimit-limit"];
		const resetsAt = new Date(parsed.data["x-ratelimit-reset"] * 1000);
		await recordRateBudget(db, { ...named, resource, limit, remaining, resetsAt });
	};
	octokit.hook.after("request", async (response) => {
		await keepBudget(response.headers);
		if (!troubled) return;
		await noteConnectionState(db, { ...named, reason: null });
		troubled = false;
	});
	octokit.hook.error("request", async (error) => {
		const answer = z.object({ status: z.number(), response: z.object({ headers: z.unknown() }) }).safeParse(error);
		if (answer.success) await keepBudget(answer.data.response.headers);
		if (answer.success && answer.data.status === 401) {
			const reason = "GitHub refuses the credential; connect again with a valid one.";
			await noteConnectionState(db, { ...named, reason });
			troubled = true;
		}
		throw error;
	});
}
