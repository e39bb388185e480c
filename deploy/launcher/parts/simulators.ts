import { SIMULATED_APP } from "../environment.ts";
import type { Part } from "../part.ts";
import { REPOSITORY } from "../repository.ts";
import { processPart } from "./application.ts";
import type { Context } from "./context.ts";

/** The simulated GitHub, when none of the real one's variables is set. */
export function forgePart(context: Context): Part {
	const { ports } = context.settings;
	const { secrets, application } = context;
	const origin = `http://localhost:${ports.forge}`;
	return processPart(context, {
		name: "Simulated GitHub",
		after: [],
		required: true,
		program: "deploy/simulators/github/main.ts",
		readyUrl: `http://127.0.0.1:${ports.forge}/api/v3/meta`,
		version: context.application.APP_VERSION ?? "",
		where: origin,
		logName: "forge",
		environment: () => ({
			SIMULATOR_PORT: String(ports.forge),
			SIMULATOR_URL: origin,
			SIMULATOR_DATA: `${context.settings.dataFolder}/forge`,
			// Its main repository is this one, with its own history.
			SIMULATOR_HISTORY: REPOSITORY,
			SIMULATOR_OAUTH_CLIENT_ID: secrets.oauthClientId,
			SIMULATOR_OAUTH_CLIENT_SECRET: secrets.oauthClientSecret,
			SIMULATOR_OAUTH_CALLBACK: `${application.APPLICATION_HOST_URL}/api/login/oauth2/code/github`,
			SIMULATOR_APP_ID: String(SIMULATED_APP.id),
			SIMULATOR_APP_SLUG: SIMULATED_APP.slug,
			SIMULATOR_APP_PRIVATE_KEY: secrets.appPrivateKey,
			SIMULATOR_WEBHOOK_URL: `http://127.0.0.1:${ports.app}/webhooks/github`,
			SIMULATOR_WEBHOOK_SECRET: application.WEBHOOK_SECRET,
		}),
	});
}

/** The simulated OpenAI-compatible model, when none of the real one's variables is set. */
export function modelPart(context: Context): Part {
	const { ports } = context.settings;
	return processPart(context, {
		name: "Simulated model",
		after: [],
		required: true,
		program: "deploy/simulators/llm/main.ts",
		readyUrl: `http://127.0.0.1:${ports.model}/healthz`,
		version: context.application.APP_VERSION ?? "",
		where: `http://127.0.0.1:${ports.model}`,
		logName: "model",
		environment: () => ({
			SIMULATOR_PORT: String(ports.model),
			SIMULATOR_API_KEY: context.secrets.modelKey,
		}),
	});
}
