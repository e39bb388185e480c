import { z } from "zod";
import { parseCron } from "../scm/cron.ts";

const flag = z.stringbool({ truthy: ["true", "1"], falsy: ["false", "0"] });
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);
const origin = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));
const utf8Bytes = (text: string) => encodeURIComponent(text).replace(/%../g, "x").length;

/**
 * Every variable an instance reads: its form, its default and its meaning. The reference page is generated from here
 * (docs/operators/configuration.md). `make` is a command that produces a value; `secret` values never reach a log.
 */
export const variables = z.object({
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).meta({
		description: "PostgreSQL 16 or newer as postgresql://host:port/name, without credentials",
	}),
	DATABASE_USERNAME: z.string().meta({ description: "Role of the application; it cannot bypass row-level security" }),
	DATABASE_PASSWORD: z.string().meta({ description: "Its password", secret: true }),
	DATABASE_MIGRATOR_USERNAME: z
		.string()
		.optional()
		.meta({ description: "Role that owns the tables and runs migrations" }),
	DATABASE_MIGRATOR_PASSWORD: z.string().optional().meta({ description: "Its password", secret: true }),
	DATABASE_INTAKE_USERNAME: z.string().optional().meta({
		description: "Role of the webhook receiver: adds deliveries, nothing else; the application's when not set",
	}),
	DATABASE_INTAKE_PASSWORD: z.string().optional().meta({ description: "Its password", secret: true }),

	TEMPORAL_ADDRESS: z.string().default("127.0.0.1:7233").meta({ description: "host:port of the Temporal frontend" }),
	TEMPORAL_NAMESPACE: z.string().default("default").meta({ description: "Temporal namespace" }),
	TEMPORAL_UI_URL: origin.optional().meta({ description: "Where people open Temporal UI; pages link to it when set" }),

	APPLICATION_HOST_URL: origin
		.default("http://localhost:8080")
		.meta({ description: "Public origin of the application" }),
	APP_VERSION: z.string().default("0.0.0-development").meta({ description: "Version that is reported" }),
	SERVER_PORT: whole(0, 65_535).default(8080).meta({ description: "Port of the API" }),
	MANAGEMENT_PORT: whole(0, 65_535)
		.default(8081)
		.meta({ description: "Port of the API's /metrics and health, for operators only" }),
	WORKER_MANAGEMENT_PORT: whole(0, 65_535)
		.default(8082)
		.meta({ description: "Port of the worker's /metrics and health" }),
	MANAGEMENT_HOST: z.string().default("127.0.0.1").meta({
		description: "Address that the management ports listen on; 0.0.0.0 where another machine collects metrics",
	}),
	SHUTDOWN_TIMEOUT: whole(1, 600)
		.default(8)
		.meta({ description: "Seconds a process may take to finish its work when asked to stop" }),
	LOG_LEVEL: z
		.enum(["trace", "debug", "info", "warn", "error"])
		.default("info")
		.meta({ description: "Least severe log line that is written" }),
	HEPHAESTUS_WEB_DIST: z
		.string()
		.optional()
		.meta({ description: "Folder of the built web application, when the API serves it itself" }),
	HEPHAESTUS_TRUSTED_PROXIES: z
		.string()
		.optional()
		.meta({ description: "Regular expression of the reverse proxies' addresses whose X-Forwarded-For is believed" }),
	HEPHAESTUS_WORKFLOW_BUNDLE_DIR: z
		.string()
		.optional()
		.meta({ description: "Folder of the workflow bundle; a cache under node_modules when not set" }),
	HEPHAESTUS_RUNTIME_SERVER_ENABLED: flag
		.default(true)
		.meta({ description: "This process serves people and API clients" }),
	HEPHAESTUS_RUNTIME_WORKER_ENABLED: flag
		.default(true)
		.meta({ description: "This process runs workflows and activities" }),
	HEPHAESTUS_RUNTIME_WEBHOOK_ENABLED: flag.default(true).meta({ description: "This process receives webhooks" }),

	HEPHAESTUS_SECURITY_ENCRYPTION_KEY: z
		.string()
		.refine((key) => key.length === 32 && utf8Bytes(key) === 32, {
			error: (issue) => {
				const key = String(issue.input);
				return `it must have exactly 32 characters and 32 bytes, not ${key.length} and ${utf8Bytes(key)}`;
			},
		})
		.meta({
			description: "AES-256 key that seals credentials at rest; keep it stable",
			make: "openssl rand -base64 24 | cut -c1-32",
			secret: true,
		}),
	HEPHAESTUS_AUTH_ISSUER: origin
		.default("http://localhost:8080")
		.meta({ description: "Issuer of session tokens: the public origin" }),
	HEPHAESTUS_AUTH_AUDIENCE: z.string().default("hephaestus-spa").meta({ description: "Audience of session tokens" }),
	HEPHAESTUS_AUTH_ACCESS_TTL: z
		.string()
		.regex(/^\d+[smh]$/, "a number and s, m or h, such as 15m")
		.default("15m")
		.meta({ description: "Life of a session token" }),
	HEPHAESTUS_AUTH_SESSION_MAX_LIFETIME: z
		.string()
		.regex(/^\d+[smh]$/, "a number and s, m or h, such as 12h")
		.default("12h")
		.meta({ description: "Longest life of a session, refreshes included" }),
	HEPHAESTUS_AUTH_COOKIE_NAME: z
		.string()
		.default("__Host-HEPHAESTUS_AT")
		.meta({ description: "Name of the session cookie" }),
	HEPHAESTUS_AUTH_COOKIE_SECURE: flag
		.default(true)
		.meta({ description: "Cookies are Secure with __Host- names; off only for plain http on a machine of one's own" }),
	HEPHAESTUS_AUTH_STATE_COOKIE_KEY: z
		.base64()
		.refine((key) => key.replace(/=+$/, "").length === 43, "it must be the base64 of exactly 32 bytes")
		.optional()
		.meta({
			description: "Base64 of 32 bytes that seal the sign-in state cookies",
			make: "openssl rand -base64 32",
			secret: true,
		}),
	HEPHAESTUS_AUTH_BOOTSTRAP_ADMINS: z
		.string()
		.default("")
		.meta({ description: "Comma list of <provider>:@<username> or <provider>:<numeric id> promoted at sign-in" }),

	GITHUB_SERVER_URL: origin
		.default("https://github.com")
		.meta({ description: "GitHub, or a GitHub Enterprise Server" }),
	GITHUB_OAUTH_CLIENT_ID: z
		.string()
		.optional()
		.meta({ description: "Client id of a GitHub OAuth app with the callback <host>/api/login/oauth2/code/github" }),
	GITHUB_OAUTH_CLIENT_SECRET: z.string().optional().meta({ description: "Its client secret", secret: true }),
	GITHUB_OAUTH_DISPLAY_NAME: z.string().default("GitHub").meta({ description: "Label of the sign-in button" }),
	GITLAB_OAUTH_CLIENT_ID: z.string().optional().meta({ description: "Client id of a GitLab OAuth application" }),
	GITLAB_OAUTH_CLIENT_SECRET: z.string().optional().meta({ description: "Its client secret", secret: true }),
	GITLAB_OAUTH_BASE_URL: origin
		.default("https://gitlab.com")
		.meta({ description: "GitLab instance one signs in with" }),
	GITLAB_OAUTH_DISPLAY_NAME: z.string().default("GitLab").meta({ description: "Label of the sign-in button" }),
	GH_APP_ID: whole(0, Number.MAX_SAFE_INTEGER)
		.default(0)
		.meta({ description: "Id of the GitHub App; 0 means personal access tokens only" }),
	GH_APP_PRIVATE_KEY: z
		.string()
		// A key passed through an environment file often carries its line breaks as \n.
		.transform((key) => key.replaceAll("\\n", "\n"))
		.refine((key) => /^\s*-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n/.test(key), "it must be a private key in PEM")
		.optional()
		.meta({
			description:
				"The App's private key, the whole PEM; make one in the App's settings on GitHub: Private keys, Generate a private key",
			secret: true,
		}),
	GH_APP_PRIVATE_KEY_LOCATION: z
		.string()
		.optional()
		.meta({ description: "Path of the App's private key, instead of its text" }),
	GH_APP_INSTALLATION_URL: z.url().optional().meta({ description: "Where people install the App" }),
	HEPHAESTUS_WORKSPACE_CREATION_POLICY: z
		.enum(["ADMIN_ONLY", "SELF_SERVICE"])
		.default("ADMIN_ONLY")
		.meta({ description: "Who may create workspaces" }),
	HEPHAESTUS_WORKSPACE_DEFAULT_AUTONOMY: z
		.enum(["OFF", "HUMAN_APPROVAL", "AUTOMATIC"])
		.default("HUMAN_APPROVAL")
		.meta({ description: "What a new workspace does with feedback: nothing, ask a person first, or send it" }),

	WEBHOOK_SECRET: z
		.string()
		.min(16, "it must have at least 16 characters")
		.meta({ description: "Secret of the GitHub and GitLab webhooks", make: "openssl rand -hex 32", secret: true }),

	MONITORING_RUN_ON_STARTUP: flag
		.default(true)
		.meta({ description: "Sync every active workspace when the worker starts" }),
	MONITORING_SYNC_CRON: z
		.string()
		.superRefine((expression, context) => {
			try {
				parseCron(expression);
			} catch (error) {
				context.addIssue(error instanceof RangeError ? error.message : "not a cron expression");
			}
		})
		.default("0 0 * * * *")
		.meta({ description: "When workspaces sync: cron with six fields, seconds first" }),
	MONITORING_SYNC_COOLDOWN_IN_MINUTES: whole(1, 1440)
		.default(60)
		.meta({ description: "Least minutes between two syncs of one repository" }),

	PRACTICE_REVIEW_FOR_ALL: flag
		.default(false)
		.meta({ description: "Reviews pull requests of everyone, not only of people with the grant" }),
	PRACTICE_REVIEW_SKIP_DRAFTS: flag.default(true).meta({ description: "Leaves drafts alone" }),
	PRACTICE_REVIEW_DELIVER_TO_MERGED: flag.default(false).meta({ description: "Posts feedback after merge too" }),
	PRACTICE_REVIEW_COOLDOWN_MINUTES: whole(0, 1440)
		.default(15)
		.meta({ description: "Least minutes between two reviews of one pull request; 0 for none" }),
	PRACTICE_REVIEW_APP_BASE_URL: origin
		.optional()
		.meta({ description: "Base of the link in a review comment's footer; APPLICATION_HOST_URL when not set" }),
	SANDBOX_ENABLED: flag.default(true).meta({ description: "Runs agents in containers; off means reviews wait" }),
	AGENT_NATS_ENABLED: flag
		.default(true)
		.meta({ description: "Runs agent jobs (the documented name of the switch; there is no NATS)" }),
	GIT_CHECKOUT_ENABLED: flag.default(true).meta({ description: "Checks repositories out for the agent to read" }),
	NATS_ENABLED: flag
		.default(true)
		.meta({ description: "Processes webhook events (the documented name of the switch; there is no NATS)" }),
	GIT_STORAGE_PATH: z
		.string()
		.default("/data/git-repos")
		.meta({ description: "Folder of repository clones and review inputs" }),
	SANDBOX_DOCKER_HOST: z
		.string()
		.default("unix:///var/run/docker.sock")
		.meta({ description: "Address of the container engine" }),
	SANDBOX_CONTAINER_RUNTIME: z
		.string()
		.optional()
		.meta({ description: "Container runtime, such as runsc; the engine's default when not set" }),
	SANDBOX_MAX_CONCURRENT: whole(1, 100).default(2).meta({ description: "Containers that run at once on this host" }),
	SANDBOX_MEMORY_BYTES: whole(134_217_728, 17_179_869_184)
		.default(2_147_483_648)
		.meta({ description: "Memory of one container" }),
	SANDBOX_CPUS: z.coerce.number().min(0.1).max(8).default(2).meta({ description: "Processors of one container" }),
	SANDBOX_PIDS_LIMIT: whole(16, 4096).default(256).meta({ description: "Processes of one container" }),
	SANDBOX_SOCKET_DIR: z
		.string()
		.max(60, "at most 60 bytes, since socket paths are short")
		.default("/tmp/hephaestus")
		.meta({ description: "Folder of the sockets between worker and containers; same path on both" }),
	SANDBOX_STOP_TIMEOUT: whole(0, 120)
		.default(10)
		.meta({ description: "Seconds a container may take to stop before it is killed" }),
	AGENT_MAX_TOKENS: whole(1000, 100_000_000)
		.default(3_000_000)
		.meta({ description: "Tokens one review may use, whatever its agent asks for" }),
	HEPHAESTUS_AGENT_IMAGE_REFERENCE: z
		.string()
		.default("hephaestus-sandbox:local")
		.meta({ description: "Image that agents run in" }),
	LLM_PROXY_ANTHROPIC_URL: origin
		.default("https://api.anthropic.com")
		.meta({ description: "Upstream of the anthropic route" }),
	LLM_PROXY_OPENAI_URL: origin
		.default("https://api.openai.com")
		.meta({ description: "Upstream of the OpenAI-compatible route, without /v1" }),
	LLM_PROXY_OPENAI_AUTH_HEADER: z
		.string()
		.default("Authorization")
		.meta({ description: "Header that carries the key" }),
	LLM_PROXY_OPENAI_USE_BEARER: flag.default(true).meta({ description: "Puts 'Bearer ' before the key" }),
	LLM_PROXY_AZURE_OPENAI_URL: origin.optional().meta({ description: "Azure OpenAI resource" }),
	LLM_PROXY_AZURE_OPENAI_AUTH_HEADER: z
		.string()
		.default("api-key")
		.meta({ description: "Header that carries the Azure key" }),
	LLM_PROXY_AZURE_OPENAI_USE_BEARER: flag.default(false).meta({ description: "Puts 'Bearer ' before the Azure key" }),
	AGENT_DEFAULT_CONFIG_ENABLED: flag
		.default(false)
		.meta({ description: "Gives every new workspace the agent described by AGENT_DEFAULT_CONFIG_*" }),
	AGENT_DEFAULT_CONFIG_NAME: z.string().default("Default model").meta({ description: "Its name" }),
	AGENT_DEFAULT_CONFIG_PROVIDER: z
		.enum(["ANTHROPIC", "OPENAI", "AZURE_OPENAI"])
		.default("ANTHROPIC")
		.meta({ description: "Its route" }),
	AGENT_DEFAULT_CONFIG_MODEL_NAME: z.string().optional().meta({ description: "Its model" }),
	AGENT_DEFAULT_CONFIG_API_KEY: z.string().optional().meta({ description: "Its key", secret: true }),
});
