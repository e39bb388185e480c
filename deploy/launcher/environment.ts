import { join } from "node:path";
import { variables } from "@hephaestus/domain/operations/variables.ts";
import packageJson from "../../package.json" with { type: "json" };
import { REPOSITORY } from "./repository.ts";
import type { Secrets } from "./secrets.ts";
import { type Environment, fingerprint, type Settings } from "./settings.ts";

/** The database and its three login roles in an embedded PostgreSQL. */
export const DATABASE = {
	name: "hephaestus",
	migrator: "hephaestus_migrator",
	app: "hephaestus_server",
	intake: "hephaestus_receiver",
} as const;

/** The GitHub App as the simulated forge knows it. */
export const SIMULATED_APP = { id: 1, slug: "hephaestus" } as const;

/**
 * Keeps our processes small (docs/operators/on-call.md has the measurements). They mostly wait, so a heap that is tidied
 * more often by fewer threads costs nothing that anyone notices; the cache spares each process the TypeScript stripper.
 */
const SMALL_PROCESS: Environment = {
	NODE_OPTIONS: "--max-semi-space-size=2 --v8-pool-size=1",
	MALLOC_ARENA_MAX: "2",
	NODE_COMPILE_CACHE: join(REPOSITORY, "node_modules/.cache/node"),
};

/** The organisation's owner in the simulated forge: the first instance admin. */
const SIMULATED_OWNER = "ada";

/**
 * The environment of the API and the worker: what the embedded parts call for, under what the operator set. Variables
 * of this process that mean nothing to them (PATH and the like) are included.
 */
export function applicationEnvironment(settings: Settings, secrets: Secrets): Environment {
	const { environment, embedded } = settings;
	const operator = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
	const origin = operator.APPLICATION_HOST_URL ?? `http://localhost:${settings.ports.app}`;
	return {
		...standing(settings, secrets, origin),
		...(embedded.postgres ? embeddedDatabase(settings, secrets) : {}),
		...(embedded.temporal ? embeddedTemporal(settings) : {}),
		...(embedded.forge ? simulatedForge(settings, secrets) : {}),
		...(embedded.model ? simulatedModel(settings, secrets) : {}),
		// Whoever names a model's key wants it used; the three variables of the card are enough.
		...(operator.AGENT_DEFAULT_CONFIG_API_KEY ? { AGENT_DEFAULT_CONFIG_ENABLED: "true" } : {}),
		...operator,
		// Already the operator's where set, unless this instance takes free ones.
		SERVER_PORT: String(settings.ports.app),
		MANAGEMENT_PORT: String(settings.ports.management),
		WORKER_MANAGEMENT_PORT: String(settings.ports.workerManagement),
	};
}

/** What the worker never reads: people sign in, and the schema is migrated, in the API. */
const API_ALONE =
	/^(DATABASE_(MIGRATOR|INTAKE)_|(GITHUB|GITLAB)_OAUTH_|HEPHAESTUS_AUTH_|AGENT_DEFAULT_CONFIG_|HEPHAESTUS_WEB_DIST$)/;

/** Of the application's environment what the API reads. */
export function apiEnvironment(application: Environment): Environment {
	return pick(application, (name) => name in variables.shape);
}

/** Of the application's environment what the worker reads. */
export function workerEnvironment(application: Environment): Environment {
	const picked = pick(application, (name) => name in variables.shape && !API_ALONE.test(name));
	return { ...picked, HEPHAESTUS_RUNTIME_SERVER_ENABLED: "false" };
}

function pick(application: Environment, isRead: (name: string) => boolean): Environment {
	return Object.fromEntries(Object.entries(application).filter(([name]) => name in SMALL_PROCESS || isRead(name)));
}

function standing({ dataFolder }: Settings, secrets: Secrets, origin: string): Environment {
	return {
		...SMALL_PROCESS,
		APP_VERSION: packageJson.version,
		APPLICATION_HOST_URL: origin,
		HEPHAESTUS_AUTH_ISSUER: origin,
		// Browsers drop Secure cookies of plain http.
		HEPHAESTUS_AUTH_COOKIE_SECURE: String(origin.startsWith("https:")),
		HEPHAESTUS_AUTH_STATE_COOKIE_KEY: secrets.stateCookieKey,
		HEPHAESTUS_SECURITY_ENCRYPTION_KEY: secrets.encryptionKey,
		WEBHOOK_SECRET: secrets.webhookSecret,
		HEPHAESTUS_WEB_DIST: join(REPOSITORY, "web/dist"),
		GIT_STORAGE_PATH: join(dataFolder, "git-repos"),
		SANDBOX_SOCKET_DIR: `/tmp/hephaestus-${fingerprint(dataFolder)}`,
		// The launcher stops everything within ten seconds.
		SHUTDOWN_TIMEOUT: "4",
	};
}

function embeddedDatabase({ ports }: Settings, secrets: Secrets): Environment {
	return {
		DATABASE_URL: `postgresql://127.0.0.1:${ports.postgres}/${DATABASE.name}`,
		DATABASE_USERNAME: DATABASE.app,
		DATABASE_PASSWORD: secrets.postgresApp,
		DATABASE_MIGRATOR_USERNAME: DATABASE.migrator,
		DATABASE_MIGRATOR_PASSWORD: secrets.postgresMigrator,
		DATABASE_INTAKE_USERNAME: DATABASE.intake,
		DATABASE_INTAKE_PASSWORD: secrets.postgresIntake,
	};
}

function embeddedTemporal({ ports }: Settings): Environment {
	return {
		TEMPORAL_ADDRESS: `127.0.0.1:${ports.temporal}`,
		TEMPORAL_UI_URL: `http://localhost:${ports.temporalUi}`,
	};
}

// A demo shows what the system does: everyone's pull requests are reviewed at once, and reviews are sent.
function simulatedForge({ ports }: Settings, secrets: Secrets): Environment {
	const origin = `http://localhost:${ports.forge}`;
	return {
		GITHUB_SERVER_URL: origin,
		GITHUB_OAUTH_CLIENT_ID: secrets.oauthClientId,
		GITHUB_OAUTH_CLIENT_SECRET: secrets.oauthClientSecret,
		GITHUB_OAUTH_DISPLAY_NAME: "simulated GitHub",
		GH_APP_ID: String(SIMULATED_APP.id),
		GH_APP_PRIVATE_KEY: secrets.appPrivateKey,
		GH_APP_INSTALLATION_URL: `${origin}/apps/${SIMULATED_APP.slug}/installations/new`,
		HEPHAESTUS_AUTH_BOOTSTRAP_ADMINS: `github:@${SIMULATED_OWNER}`,
		PRACTICE_REVIEW_FOR_ALL: "true",
		PRACTICE_REVIEW_COOLDOWN_MINUTES: "0",
		HEPHAESTUS_WORKSPACE_DEFAULT_AUTONOMY: "AUTOMATIC",
	};
}

function simulatedModel({ ports }: Settings, secrets: Secrets): Environment {
	return {
		LLM_PROXY_OPENAI_URL: `http://127.0.0.1:${ports.model}`,
		AGENT_DEFAULT_CONFIG_ENABLED: "true",
		AGENT_DEFAULT_CONFIG_NAME: "Simulated model",
		AGENT_DEFAULT_CONFIG_PROVIDER: "OPENAI",
		AGENT_DEFAULT_CONFIG_MODEL_NAME: "scripted-reviewer",
		AGENT_DEFAULT_CONFIG_API_KEY: secrets.modelKey,
	};
}
