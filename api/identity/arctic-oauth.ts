import {
	ArcticFetchError,
	CodeChallengeMethod,
	OAuth2Client,
	OAuth2RequestError,
	UnexpectedErrorResponseBodyError,
	UnexpectedResponseError,
} from "arctic";
import { z } from "zod";
import { fetchProviderIdentity } from "./fetch-provider-identity.ts";
import { type LoginProvider, OAuthFailed, type OAuthPort } from "./oauth-port.ts";
import { providerEndpoints } from "./provider-endpoints.ts";

const TOKEN_TIMEOUT_MS = 10_000;
// GitHub answers 200 with an `error` instead of a token when it refuses a code.
const tokenAnswer = z.object({ access_token: z.string().min(1) });
const refusal = z.object({ error: z.string() });

/** The port through arctic: confidential client (HTTP Basic) and PKCE S256, for any GitHub or GitLab. */
export function createArcticOAuth(): OAuthPort {
	return {
		authorizationUrl(provider, { state, codeVerifier, redirectUri }) {
			return clientOf(provider, redirectUri).createAuthorizationURLWithPKCE(
				providerEndpoints(provider).authorize,
				state,
				CodeChallengeMethod.S256,
				codeVerifier,
				provider.scopes,
			);
		},
		async identify(provider, { code, codeVerifier, redirectUri }) {
			const token = await exchange(provider, code, codeVerifier, redirectUri);
			return await fetchProviderIdentity(provider, token);
		},
	};
}

function clientOf(provider: LoginProvider, redirectUri: string): OAuth2Client {
	return new OAuth2Client(provider.clientId, provider.clientSecret, redirectUri);
}

async function exchange(
	provider: LoginProvider,
	code: string,
	codeVerifier: string,
	redirectUri: string,
): Promise<string> {
	const exchanged = clientOf(provider, redirectUri).validateAuthorizationCode(
		providerEndpoints(provider).token,
		code,
		codeVerifier,
	);
	const { data } = await within(TOKEN_TIMEOUT_MS, exchanged).catch((error: unknown) => {
		throw asOAuthFailed(error);
	});
	const answer = tokenAnswer.safeParse(data);
	if (answer.success) return answer.data.access_token;
	const reason = refusal.safeParse(data).data?.error ?? "an answer without a token";
	throw new OAuthFailed("oauth_failure", `The provider did not accept the code: ${reason}.`);
}

// arctic offers no way to abort its request, so the wait is what ends.
async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
	const timeout = AbortSignal.timeout(milliseconds);
	return await Promise.race([
		work,
		new Promise<never>((_, reject) => {
			timeout.addEventListener("abort", () =>
				reject(new OAuthFailed("idp_unavailable", "The provider did not answer in time.")),
			);
		}),
	]);
}

function asOAuthFailed(error: unknown): unknown {
	if (error instanceof ArcticFetchError)
		return new OAuthFailed("idp_unavailable", "The provider cannot be reached.", { cause: error });
	if (error instanceof UnexpectedResponseError && error.status >= 500)
		return new OAuthFailed("idp_unavailable", `The provider answered ${error.status}.`, { cause: error });
	if (
		error instanceof OAuth2RequestError ||
		error instanceof UnexpectedResponseError ||
		error instanceof UnexpectedErrorResponseBodyError
	)
		return new OAuthFailed("oauth_failure", "The provider did not accept the code.", { cause: error });
	return error;
}
