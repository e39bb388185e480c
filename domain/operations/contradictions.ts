import type { Configuration } from "./configuration.ts";

/** A variable that is valid by itself, or not set, and does not go with the others. */
export interface Contradiction {
	variable: keyof Configuration;
	message: string;
}

/** Variables that mean something only together. */
const PAIRS = [
	["GITHUB_OAUTH_CLIENT_ID", "GITHUB_OAUTH_CLIENT_SECRET"],
	["GITLAB_OAUTH_CLIENT_ID", "GITLAB_OAUTH_CLIENT_SECRET"],
	["DATABASE_MIGRATOR_USERNAME", "DATABASE_MIGRATOR_PASSWORD"],
	["DATABASE_INTAKE_USERNAME", "DATABASE_INTAKE_PASSWORD"],
] as const;

/** Every variable that others call for and that is not set; each variable at most once. */
export function findContradictions(configuration: Configuration): Contradiction[] {
	const all = [
		...missingSignIn(configuration),
		...halfPairs(configuration),
		...missingAgent(configuration),
		...missingAppKey(configuration),
	];
	return all.filter((one, index) => all.findIndex((other) => other.variable === one.variable) === index);
}

// Only the role that serves people needs what signs people in (identity specification, section 27-9).
function missingSignIn(configuration: Configuration): Contradiction[] {
	if (!configuration.HEPHAESTUS_RUNTIME_SERVER_ENABLED) return [];
	const needed = ["HEPHAESTUS_AUTH_STATE_COOKIE_KEY", "GITHUB_OAUTH_CLIENT_ID", "GITHUB_OAUTH_CLIENT_SECRET"] as const;
	const gitlabOnly = configuration.GITLAB_OAUTH_CLIENT_ID !== undefined;
	return needed
		.filter((variable) => configuration[variable] === undefined && !(gitlabOnly && variable.startsWith("GITHUB_")))
		.map((variable) => missing(variable, "the role that serves people (HEPHAESTUS_RUNTIME_SERVER_ENABLED)"));
}

function halfPairs(configuration: Configuration): Contradiction[] {
	return PAIRS.flatMap(([first, second]) => {
		if ((configuration[first] === undefined) === (configuration[second] === undefined)) return [];
		return configuration[first] === undefined ? [missing(first, second)] : [missing(second, first)];
	});
}

function missingAgent(configuration: Configuration): Contradiction[] {
	if (!configuration.AGENT_DEFAULT_CONFIG_ENABLED) return [];
	return (["AGENT_DEFAULT_CONFIG_MODEL_NAME", "AGENT_DEFAULT_CONFIG_API_KEY"] as const)
		.filter((variable) => configuration[variable] === undefined)
		.map((variable) => missing(variable, "AGENT_DEFAULT_CONFIG_ENABLED"));
}

function missingAppKey(configuration: Configuration): Contradiction[] {
	const { GH_APP_ID, GH_APP_PRIVATE_KEY, GH_APP_PRIVATE_KEY_LOCATION } = configuration;
	if (GH_APP_ID === 0 || GH_APP_PRIVATE_KEY !== undefined || GH_APP_PRIVATE_KEY_LOCATION !== undefined) return [];
	return [
		{
			variable: "GH_APP_PRIVATE_KEY",
			message: "is required by GH_APP_ID but not set, and neither is GH_APP_PRIVATE_KEY_LOCATION.",
		},
	];
}

function missing(variable: keyof Configuration, requiredBy: string): Contradiction {
	return { variable, message: `is required by ${requiredBy} but not set.` };
}
