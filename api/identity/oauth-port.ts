/** A provider one signs in with, as it stands in `login_provider`, its secret opened. */
export interface LoginProvider {
	registrationId: string;
	type: "GITHUB" | "GITLAB";
	baseUrl: string;
	clientId: string;
	clientSecret: string;
	scopes: string[];
}

/** A person as the provider describes them; `subject` is the provider's numeric id and never changes. */
export interface ProviderIdentity {
	subject: string;
	username: string;
	displayName: string;
	avatarUrl: string | null;
	profileUrl: string | null;
	email: string | null;
	emailVerified: boolean;
}

/** The two legs of an authorization-code flow with PKCE; the only place that knows an OAuth library. */
export interface OAuthPort {
	/** Where to send the browser. */
	authorizationUrl(provider: LoginProvider, flow: { state: string; codeVerifier: string; redirectUri: string }): URL;
	/** Trades the code for a token and asks who it belongs to. Throws `OAuthFailed`. */
	identify(
		provider: LoginProvider,
		answer: { code: string; codeVerifier: string; redirectUri: string },
	): Promise<ProviderIdentity>;
}

export class OAuthFailed extends Error {
	override readonly name = "OAuthFailed";
	/** A code of `/auth/error`. */
	readonly code: "oauth_failure" | "idp_unavailable" | "no_subject";

	constructor(code: OAuthFailed["code"], message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}
