import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import type { authErrorCodes } from "./schema.ts";

/** The page that explains a failed sign-in. */
export function authErrorUrl(configuration: Configuration, code: (typeof authErrorCodes)[number]): string {
	return `${configuration.APPLICATION_HOST_URL}/auth/error?code=${code}`;
}
