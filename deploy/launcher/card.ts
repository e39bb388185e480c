import type { Instance } from "./instance.ts";
import type { PartFailed } from "./part.ts";
import { ENGINE } from "./parts/container-engine.ts";

const LABEL_WIDTH = 15;

/** What a person needs to know once everything runs: where it is, whom to be, what is missing, what comes next. */
export function card(instance: Instance, seconds: number): string {
	const { urls, settings, lost } = instance;
	const rows: [string, string | undefined][] = [
		["Application", urls.app],
		["API reference", urls.apiReference],
		["Temporal UI", urls.temporalUi],
		["Simulated forge", urls.forge],
		["Data and logs", settings.dataFolder],
	];
	const addresses = rows
		.filter((row): row is [string, string] => row[1] !== undefined)
		.map(([label, value]) => `  ${label.padEnd(LABEL_WIDTH)}  ${value}`);
	return [
		"",
		`Hephaestus is ready after ${seconds.toFixed(1)} s.`,
		"",
		...addresses,
		"",
		...people(instance),
		...missing(lost),
		...nextStep(instance),
		"",
		"Ctrl-C stops everything; the data stays.",
		"",
	].join("\n");
}

function people({ urls }: Instance): string[] {
	if (urls.forge === undefined) return ["  Sign in         with the provider you configured", ""];
	return [
		"  Sign in as      ada       owner of the organisation, first instance admin",
		"                  bogdan-k  member of the team",
		"                  elif      newcomer to the team; everybody of the simulated forge can sign in",
		"  Then            npm run demo -- open-pr     opens a flawed pull request and follows its review",
		"",
	];
}

function missing(lost: Instance["lost"]): string[] {
	const reasons = [...lost.entries()].filter(([name]) => name !== "Sandbox image" || !lost.has(ENGINE));
	return reasons.flatMap(([name, failure]) => [
		`  Missing         ${name}: ${describe(failure)}`,
		...(name === ENGINE || name === "Sandbox image"
			? ["                  Reviews wait, visibly, until there is one."]
			: []),
		`                  ${failure.remedy}`,
		"",
	]);
}

function describe(failure: PartFailed): string {
	return failure.message;
}

function nextStep({ settings, urls }: Instance): string[] {
	const { forge, model } = settings.embedded;
	if (!forge && !model) return ["  Next            connect a workspace in the application"];
	const steps = [
		...(forge
			? [
					`a GitHub OAuth app with the callback ${urls.app}/api/login/oauth2/code/github;`,
					"set GITHUB_OAUTH_CLIENT_ID, GITHUB_OAUTH_CLIENT_SECRET and",
					"HEPHAESTUS_AUTH_BOOTSTRAP_ADMINS=github:@<your login>, so that you may make workspaces",
				]
			: []),
		...(model ? ["a model: set AGENT_DEFAULT_CONFIG_PROVIDER, _MODEL_NAME and _API_KEY"] : []),
	];
	return [
		...steps.map((step, index) => `  ${(index === 0 ? "The real thing" : "").padEnd(LABEL_WIDTH)} ${step}`),
		`  ${"".padEnd(LABEL_WIDTH)} in the environment or in .env; docs/operators/real-credentials.md has the rest`,
	];
}
