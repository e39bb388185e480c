import type { App, Installation, Permission, Repository, Token, User } from "./model.ts";
import type { World } from "./world.ts";

/** Who asks: a person with a token, an installation with a token, an App with its JWT, or nobody. */
export interface Caller {
	user: User | null;
	installation: Installation | null;
	app: App | null;
	token: Token | null;
}

export const ANONYMOUS: Caller = { user: null, installation: null, app: null, token: null };

const RANK: Record<Permission, number> = { pull: 1, triage: 2, push: 3, maintain: 4, admin: 5 };

/** The caller that a token value speaks for; undefined where it is unknown, expired or revoked. */
export function callerOf(world: World, value: string): Caller | undefined {
	const token = world.findToken(value);
	if (!token || token.revoked) return undefined;
	if (token.expiresAt !== null && token.expiresAt <= world.clock.millis()) return undefined;
	if (token.installationId === null) return { ...ANONYMOUS, token, user: world.users.get(token.userId ?? 0) };
	const installation = world.installations.get(token.installationId);
	const app = world.apps.get(installation.appId);
	return { user: world.users.get(app.botId), installation, app: null, token };
}

/** The strongest permission of a person on a repository, null for none. */
export function permissionOf(world: World, user: User, repository: Repository): Permission | null {
	const membership = world.membershipsOf(repository.organizationId).find((row) => row.userId === user.id);
	if (membership?.role === "admin") return "admin";
	const granted: Permission[] = membership || !repository.private ? ["pull"] : [];
	for (const team of world.teamsOf(repository.organizationId)) {
		if (!team.members.some((member) => member.userId === user.id)) continue;
		granted.push(...team.repositories.filter((row) => row.repositoryId === repository.id).map((row) => row.permission));
	}
	granted.push(...repository.collaborators.filter((row) => row.userId === user.id).map((row) => row.permission));
	return granted.toSorted((a, b) => RANK[b] - RANK[a])[0] ?? null;
}

export function atLeast(permission: Permission | null, wanted: Permission): boolean {
	return permission !== null && RANK[permission] >= RANK[wanted];
}

/** Whether a caller sees a repository; private ones need the `repo` scope or an installation that covers them. */
export function canRead(world: World, caller: Caller, repository: Repository): boolean {
	if (!repository.private) return true;
	if (caller.installation) return covers(world, caller, repository);
	if (!caller.user || !caller.token?.scopes.includes("repo")) return false;
	return permissionOf(world, caller.user, repository) !== null;
}

/** Whether a caller may push, merge, or resolve other people's threads. */
export function canWrite(world: World, caller: Caller, repository: Repository): boolean {
	if (caller.installation) return covers(world, caller, repository);
	if (!caller.user) return false;
	const scopes = caller.token?.scopes ?? [];
	if (!scopes.includes("repo") && !(scopes.includes("public_repo") && !repository.private)) return false;
	return atLeast(permissionOf(world, caller.user, repository), "push");
}

/** Whether a caller may write comments and reviews. */
export function canComment(world: World, caller: Caller, repository: Repository): boolean {
	if (caller.installation) return covers(world, caller, repository);
	const scopes = caller.token?.scopes ?? [];
	const scoped = scopes.includes("repo") || (scopes.includes("public_repo") && !repository.private);
	return scoped && canRead(world, caller, repository);
}

function covers(world: World, caller: Caller, repository: Repository): boolean {
	if (!caller.installation || caller.installation.suspendedAt) return false;
	const held = world.repositoriesOfInstallation(caller.installation).some((row) => row.id === repository.id);
	return held && (caller.token?.repositoryIds?.includes(repository.id) ?? true);
}

/** How an author stands to a repository, as GitHub words it beside comments. */
export function authorAssociation(world: World, user: User, repository: Repository): string {
	if (world.membershipsOf(repository.organizationId).some((row) => row.userId === user.id)) return "MEMBER";
	if (repository.collaborators.some((row) => row.userId === user.id)) return "COLLABORATOR";
	return world.pullRequestsOf(repository.id).some((row) => row.authorId === user.id && row.mergedAt)
		? "CONTRIBUTOR"
		: "NONE";
}
