import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import type { Runtime } from "./api-server.ts";
import { Faults } from "./faults.ts";
import { GitStore } from "./git/git-store.ts";
import { type Forge, receivePush } from "./git/pull-request-branches.ts";
import { isGitRequest, serveGit } from "./git/smart-http.ts";
import { DOCUMENTED_LIMITS, type Limits, RateLimiter } from "./limits.ts";
import { createOAuthApp } from "./oauth/oauth-app.ts";
import { OfficialDocument, REST_DOCUMENT, WEBHOOK_DOCUMENT } from "./official.ts";
import { createPages } from "./pages/pages-app.ts";
import { createGraphQLApp, createRestApp } from "./rest/rest-app.ts";
import { urlsOf } from "./rest/shapes/urls.ts";
import { ensureApp, ensureHooks } from "./seed/app.ts";
import { keepBusy } from "./seed/live.ts";
import { seedOrganization } from "./seed/organization.ts";
import { seedScale } from "./seed/scale.ts";
import { Dispatcher } from "./webhooks/dispatcher.ts";
import { loadWorld, saveWorld } from "./world/persistence.ts";
import { createPersonalToken } from "./world/tokens.ts";
import { World } from "./world/world.ts";

export interface GitHubSimulatorOptions {
	port?: number;
	host?: string;
	/** The origin others know it by, where that is not its host and port. */
	url?: string;
	/** Where world and repositories are kept; a temporary folder that goes with `stop()` where absent. */
	dataDir?: string;
	/** Changes what the made-up people do; the same seed makes the same organisation. */
	seed?: number;
	/** A checkout whose history becomes a repository of its own. */
	history?: string;
	/** Adds a repository of that many pull requests without git, for benchmarks. */
	scale?: number;
	/** Keeps small work happening. */
	live?: boolean;
	/** Where webhooks go: the App's, or each repository's where there is no App. */
	webhook?: { url: string; secret: string };
	/** The GitHub App, with its RSA public key in PEM; installed on the organisation. */
	app?: { id: number; slug?: string; publicKey: string };
	oauth?: { clientId: string; clientSecret: string; callback?: string };
	/** Personal tokens to have from the start, by login. */
	tokens?: { login: string; value: string }[];
	limits?: Partial<Limits>;
	/** Checks requests, answers and payloads against GitHub's documents; on unless said otherwise. */
	validate?: boolean;
	now?: () => number;
}

export interface GitHubSimulator {
	url: string;
	world: World;
	runtime: Runtime;
	faults: Faults;
	/** What was found wrong with our own answers and payloads. */
	complaints: string[];
	/** A personal access token of a person. */
	tokenFor(login: string, scopes?: string[]): string;
	/** Settles once no webhook is on its way. */
	idle(): Promise<void>;
	/** Saves, closes and cleans up. @throws where an answer was outside GitHub's documents */
	stop(): Promise<void>;
}

/** Starts a simulated GitHub Enterprise Server: pages and OAuth at `/`, REST at `/api/v3`, GraphQL at `/api/graphql`, git at `/{owner}/{repo}.git`. */
export async function startGitHubSimulator(options: GitHubSimulatorOptions = {}): Promise<GitHubSimulator> {
	const now = options.now ?? Date.now;
	const world = new World(now);
	const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), "github-simulator-")));
	await mkdir(folder, { recursive: true });
	const saved = join(folder, "world.json");
	const forge = { world, store: new GitStore(join(folder, "repositories")) };
	if (!(await loadWorld(world, saved))) await found(forge, options);
	const server = createServer();
	// A busy test process must not find its idle connections closed the moment it uses one again.
	server.keepAliveTimeout = 65_000;
	const address = await listen(server, options);
	const url = options.url ?? address;
	const runtime = assemble(forge, url, options, now);
	const { complaints, faults, dispatcher } = runtime;
	for (const { login, value } of options.tokens ?? []) {
		if (!world.findToken(value)) createPersonalToken(world, login, undefined, value);
	}
	if (options.app) ensureApp(world, options.app, options.webhook ?? null);
	else if (options.webhook) ensureHooks(world, options.webhook);
	server.on("request", listener(runtime));
	const keeper = options.dataDir ? keepSaved(world, saved) : null;
	const busy = options.live ? keepBusy(runtime, options.seed ?? 1) : null;
	return {
		url,
		world,
		runtime,
		faults,
		complaints,
		tokenFor: (login, scopes) => createPersonalToken(world, login, scopes),
		idle: () => dispatcher.idle(),
		stop: async () => {
			busy?.stop();
			server.close();
			server.closeAllConnections();
			await keeper?.stop();
			if (!options.dataDir) await rm(folder, { recursive: true, force: true });
			if (complaints.length > 0)
				throw new Error(`The simulated GitHub found fault with itself:\n${[...new Set(complaints)].join("\n")}`);
		},
	};
}

async function found(forge: Forge, options: GitHubSimulatorOptions): Promise<void> {
	// What a start that was broken off left behind.
	await rm(forge.store.root, { recursive: true, force: true });
	const organization = await seedOrganization(forge, options.seed ?? 1, options.history);
	if (options.scale) seedScale(forge.world, organization, options.scale, options.seed ?? 1);
}

async function listen(server: Server, { host = "127.0.0.1", port = 0 }: GitHubSimulatorOptions): Promise<string> {
	server.listen(port, host);
	await once(server, "listening");
	const address = server.address() as AddressInfo;
	return `http://${host === "0.0.0.0" ? "localhost" : host}:${address.port}`;
}

function assemble(forge: Forge, url: string, options: GitHubSimulatorOptions, now: () => number): Runtime {
	const complaints: string[] = [];
	const urls = urlsOf(url);
	const faults = new Faults(forge.world);
	const validate = options.validate ?? true;
	const webhooks = new OfficialDocument(WEBHOOK_DOCUMENT);
	const check = (event: string, action: string | null, payload: unknown) => {
		const wrong = webhooks.webhook(event, action, payload);
		if (wrong) complaints.push(wrong);
	};
	const source = { world: forge.world, urls };
	const dispatcher = new Dispatcher({ source, faults, ...(validate ? { check } : {}) });
	return {
		...forge,
		urls,
		faults,
		limiter: new RateLimiter({ ...DOCUMENTED_LIMITS, ...options.limits }, now),
		dispatcher,
		official: validate ? new OfficialDocument(REST_DOCUMENT) : null,
		complaints,
		oauth: options.oauth ?? { clientId: "simulated-client", clientSecret: "simulated-secret" },
	};
}

/** Git requests go to git, all others to the app. */
function listener(runtime: Runtime) {
	const app = new Hono({ strict: false });
	const graphql = createGraphQLApp(runtime);
	app.route("/api/v3", createRestApp(runtime));
	app.route("/api", graphql);
	app.route("/", createOAuthApp(runtime));
	app.route("/", createPages(runtime));
	app.route("/", graphql);
	const serveApp = getRequestListener(app.fetch, { overrideGlobalObjects: false });
	const { world, store } = runtime;
	const git = {
		world,
		store,
		onPush: (...[repository, caller, before, after]: Parameters<Parameters<typeof serveGit>[0]["onPush"]>) =>
			receivePush(runtime, repository, caller, before, after),
	};
	return (...[request, response]: Parameters<typeof serveApp>) => {
		if (!isGitRequest(request as never)) return serveApp(request, response);
		return serveGit(git, request as never, response as never).catch((error: Error) => {
			runtime.complaints.push(`git: ${error.stack ?? error.message}`);
			response.destroy(error);
		});
	};
}

const SAVE_EVERY_MS = 2000;

/** Writes the world when it has changed, and once more at the end. */
function keepSaved(world: World, path: string) {
	let written = -1;
	let writing = Promise.resolve();
	const save = () => {
		if (written === world.version) return writing;
		written = world.version;
		writing = writing.then(() => saveWorld(world, path));
		return writing;
	};
	const timer = setInterval(save, SAVE_EVERY_MS);
	timer.unref();
	return {
		stop: async () => {
			clearInterval(timer);
			written = -1;
			await save();
		},
	};
}
