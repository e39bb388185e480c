import { randomBytes } from "node:crypto";
import type { Installation, Token } from "./model.ts";
import type { World } from "./world.ts";

const HOUR = 3_600_000;
const PREFIX = { personal: "ghp_", oauth: "gho_", installation: "ghs_" };

function insertToken(world: World, input: Omit<Token, "id" | "value" | "revoked"> & { value?: string }): Token {
	const value = input.value ?? PREFIX[input.kind] + randomBytes(18).toString("hex");
	return world.tokens.insert({ ...input, id: world.nextId("token"), value, revoked: false });
}

/** A classic personal access token of a person, with a value of the caller's choice where one is wanted. */
export function createPersonalToken(
	world: World,
	login: string,
	scopes: string[] = ["repo", "read:org", "user:email", "admin:repo_hook"],
	value?: string,
): string {
	const userId = world.user(login).id;
	const rest = { installationId: null, repositoryIds: null, expiresAt: null };
	return insertToken(world, { kind: "personal", userId, scopes, ...rest, ...(value ? { value } : {}) }).value;
}

/** The token of an OAuth sign-in. */
export function createOAuthToken(world: World, userId: number, scopes: string[]): string {
	const rest = { installationId: null, repositoryIds: null, expiresAt: null };
	return insertToken(world, { kind: "oauth", userId, scopes, ...rest }).value;
}

/** An installation's token, valid for an hour. */
export function createInstallationToken(
	world: World,
	installation: Installation,
	repositoryIds: number[] | null,
): Token {
	const expiresAt = world.clock.millis() + HOUR;
	const who = { userId: null, installationId: installation.id };
	return insertToken(world, { kind: "installation", ...who, repositoryIds, scopes: [], expiresAt });
}

/** Ends a token at once, as its owner would on the settings page. */
export function revokeToken(world: World, value: string): void {
	const token = world.findToken(value);
	if (token) token.revoked = true;
	world.version += 1;
}
