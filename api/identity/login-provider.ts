import type { StoredLoginProvider } from "@hephaestus/db/identity/find-login-provider.ts";
import type { Sealer } from "@hephaestus/db/operations/sealer.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import type { LoginProvider } from "./oauth-port.ts";

/** A stored provider with its secret opened; throws SealBroken under another key. */
export function openLoginProvider(stored: StoredLoginProvider, sealer: Sealer): LoginProvider {
	const { clientSecretSealed, scopes, ...provider } = stored;
	const clientSecret = sealer.open(clientSecretSealed, clientSecretBinding(stored.registrationId));
	return { ...provider, clientSecret, scopes: scopes.split(/[\s,]+/).filter((scope) => scope !== "") };
}

/** What a provider's sealed client secret is bound to. */
export function clientSecretBinding(registrationId: string): string {
	return `login_provider:${registrationId}:client_secret`;
}

/** The callback address that is registered with the provider. */
export function redirectUriOf(configuration: Configuration, registrationId: string): string {
	return `${configuration.APPLICATION_HOST_URL}/api/login/oauth2/code/${registrationId}`;
}
