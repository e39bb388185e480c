import type { UserChange } from "@hephaestus/domain/scm/changes.ts";
import { z } from "zod";
import type { ActorNode } from "./nodes.ts";

/** A user as REST and webhook payloads show it. */
export const restUser = z.object({
	id: z.number().int(),
	login: z.string(),
	name: z.string().nullish(),
	avatar_url: z.string().nullish(),
	html_url: z.string().nullish(),
	type: z.string().nullish(),
});
export type RestUser = z.infer<typeof restUser>;

/** Null for a deleted account and for enterprise accounts, which have no numeric id. */
export function personOfNode(node: ActorNode | null | undefined): UserChange | null {
	if (node?.databaseId === null || node?.databaseId === undefined) return null;
	return {
		nativeId: node.databaseId,
		// GraphQL leaves out the suffix by which REST, webhooks and pages tell an App from a person.
		login: node.__typename === "Bot" && !node.login.endsWith("[bot]") ? `${node.login}[bot]` : node.login,
		name: node.name ?? null,
		avatarUrl: plainAvatar(node.avatarUrl),
		htmlUrl: node.url ?? null,
		type: typeOf(node.__typename),
	};
}

export function personOfRest(user: RestUser | null | undefined): UserChange | null {
	if (user === null || user === undefined) return null;
	return {
		nativeId: user.id,
		login: user.login,
		name: user.name ?? null,
		avatarUrl: plainAvatar(user.avatar_url),
		htmlUrl: user.html_url ?? null,
		type: typeOf(user.type ?? "User"),
	};
}

function typeOf(name: string): UserChange["type"] {
	if (name === "Bot") return "BOT";
	return name === "Organization" ? "ORGANIZATION" : "USER";
}

// REST and GraphQL put different parameters on the same picture, so it would seem to change with every source.
function plainAvatar(url: string | null | undefined): string | null {
	return url?.replace(/\?.*$/, "") ?? null;
}
