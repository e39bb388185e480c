import type { ApiContext, Runtime } from "../api-server.ts";
import { atLeast, canComment, canRead, canWrite, permissionOf } from "../world/access.ts";
import type { App, Installation, PullRequest, Repository, User } from "../world/model.ts";
import { Refusal } from "../world/refusal.ts";
import { must } from "../world/world.ts";

/** A number in the path. @throws Refusal NOT_FOUND for anything else */
export function numberIn(c: ApiContext, name: string): number {
	const value = Number(c.req.param(name));
	return must(Number.isSafeInteger(value) ? value : undefined, `no ${name}`);
}

/** The repository in the path, where the caller sees it. @throws Refusal NOT_FOUND */
export function repositoryIn({ world }: Runtime, c: ApiContext): Repository {
	const repository = world.findRepository(`${c.req.param("owner")}/${c.req.param("repo")}`);
	return must(repository && canRead(world, c.get("caller"), repository) ? repository : undefined, "no such repository");
}

export function pullRequestIn(runtime: Runtime, c: ApiContext): PullRequest {
	const found = runtime.world.findPullRequest(repositoryIn(runtime, c).id, numberIn(c, "pull_number"));
	return must(found, "no such pull request");
}

/** The person or bot who acts. @throws Refusal NOT_FOUND without one, as GitHub hides what needs a sign-in */
export function actor(c: ApiContext): User {
	return must(c.get("caller").user ?? undefined, "nobody is signed in");
}

/** The App behind a JWT. */
export function appIn(c: ApiContext): App {
	const app = c.get("caller").app;
	if (app) return app;
	throw new Refusal("FORBIDDEN", "A JSON web token could not be decoded");
}

export function installationIn(c: ApiContext): Installation {
	const { installation } = c.get("caller");
	if (installation) return installation;
	throw new Refusal(
		"FORBIDDEN",
		"You must authenticate with an installation access token in order to list repositories for an installation.",
	);
}

/** @throws Refusal FORBIDDEN in GitHub's words */
export function mayComment({ world }: Runtime, c: ApiContext, repository: Repository): void {
	actor(c);
	if (!canComment(world, c.get("caller"), repository)) throw notAccessible(c);
}

export function mayWrite({ world }: Runtime, c: ApiContext, repository: Repository): void {
	actor(c);
	if (!canWrite(world, c.get("caller"), repository)) throw notAccessible(c);
}

/** Hooks are seen by administrators alone; others are told that there is nothing. */
export function mayAdminister({ world }: Runtime, c: ApiContext, repository: Repository): void {
	const user = actor(c);
	const admin = user.type === "User" && atLeast(permissionOf(world, user, repository), "admin");
	must(admin ? true : undefined, "not an administrator");
}

function notAccessible(c: ApiContext): Refusal {
	const who = c.get("caller").installation ? "integration" : "personal access token";
	return new Refusal("FORBIDDEN", `Resource not accessible by ${who}`);
}
