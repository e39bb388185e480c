import { seedLoginProvider } from "@hephaestus/db/identity/seed-login-provider.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { clientSecretBinding } from "./login-provider.ts";

/**
 * Brings the providers that the environment describes into `login_provider`. A half-described one is named in the log
 * and left out, since everything else can still be used.
 */
export async function seedLoginProviders({ db, sealer, configuration, log }: ApiDependencies): Promise<void> {
	for (const { clientId, clientSecret, ...seed } of describedProviders(configuration)) {
		if (clientId === undefined && clientSecret === undefined) continue;
		if (clientId === undefined || clientSecret === undefined) {
			const variable = `${seed.type}_OAUTH_CLIENT_${clientId === undefined ? "ID" : "SECRET"}`;
			log.error({ variable }, "a login provider is described by half; set the variable that is missing");
			continue;
		}
		const clientSecretSealed = sealer.seal(clientSecret, clientSecretBinding(seed.registrationId));
		await seedLoginProvider(db, { ...seed, clientId, clientSecretSealed });
	}
}

// Scopes from identity specification, section 4; GitLab's must not contain openid, since that would be another protocol.
function describedProviders(configuration: ApiDependencies["configuration"]) {
	return [
		{
			registrationId: "github",
			type: "GITHUB" as const,
			displayName: configuration.GITHUB_OAUTH_DISPLAY_NAME,
			baseUrl: configuration.GITHUB_SERVER_URL,
			scopes: "read:user user:email",
			clientId: configuration.GITHUB_OAUTH_CLIENT_ID,
			clientSecret: configuration.GITHUB_OAUTH_CLIENT_SECRET,
		},
		{
			registrationId: "gitlab",
			type: "GITLAB" as const,
			displayName: configuration.GITLAB_OAUTH_DISPLAY_NAME,
			baseUrl: configuration.GITLAB_OAUTH_BASE_URL,
			scopes: "read_user",
			clientId: configuration.GITLAB_OAUTH_CLIENT_ID,
			clientSecret: configuration.GITLAB_OAUTH_CLIENT_SECRET,
		},
	];
}
