import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import type { CookieOptions } from "hono/utils/cookie";

/** Browsers accept `__Host-` names only over https, so plain http on one's own machine goes without the prefix. */
export function cookieNames(configuration: Configuration) {
	const name = (secureName: string) =>
		configuration.HEPHAESTUS_AUTH_COOKIE_SECURE ? secureName : secureName.replace(/^__Host-/, "");
	return {
		session: name(configuration.HEPHAESTUS_AUTH_COOKIE_NAME),
		state: name("__Host-OAUTH_STATE"),
		intent: name("__Host-AUTH_INTENT"),
		csrf: name("__Host-XSRF-TOKEN"),
	};
}

/** Lax, since Strict would drop the cookies on the way back from the provider. */
export function cookieOptions(configuration: Configuration): CookieOptions {
	return { path: "/", httpOnly: true, secure: configuration.HEPHAESTUS_AUTH_COOKIE_SECURE, sameSite: "Lax" };
}
