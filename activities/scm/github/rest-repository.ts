import type { RepositoryChange, ScmChange } from "@hephaestus/domain/scm/changes.ts";
import { z } from "zod";
import { restUser } from "./person.ts";

const instant = z.iso.datetime();
// Push payloads carry these two as epoch seconds.
const instantOrSeconds = z.union([instant, z.number().transform((seconds) => new Date(seconds * 1000).toISOString())]);

/** A repository as REST and webhook payloads show it. */
export const restRepository = z.object({
	id: z.number().int(),
	node_id: z.string().nullish(),
	name: z.string(),
	full_name: z.string(),
	owner: restUser.extend({ login: z.string() }),
	private: z.boolean(),
	visibility: z.enum(["public", "private", "internal"]).nullish().catch(null),
	description: z.string().nullish(),
	html_url: z.string(),
	archived: z.boolean().default(false),
	default_branch: z.string().nullish(),
	created_at: instantOrSeconds,
	updated_at: instantOrSeconds,
	pushed_at: instantOrSeconds.nullish(),
});
export type RestRepository = z.infer<typeof restRepository>;

export function repositoryOfRest(repository: RestRepository): RepositoryChange {
	const { owner } = repository;
	return {
		nativeId: repository.id,
		nodeId: repository.node_id ?? null,
		createdAt: repository.created_at,
		updatedAt: repository.updated_at,
		organization:
			owner.type === "Organization"
				? {
						nativeId: owner.id,
						nodeId: null,
						login: owner.login,
						name: owner.name ?? null,
						avatarUrl: owner.avatar_url?.replace(/\?.*$/, "") ?? null,
						htmlUrl: owner.html_url ?? null,
					}
				: null,
		name: repository.name,
		nameWithOwner: repository.full_name,
		defaultBranch: repository.default_branch ?? null,
		description: repository.description ?? null,
		htmlUrl: repository.html_url,
		isPrivate: repository.private,
		isArchived: repository.archived,
		visibility: visibilityOf(repository),
		pushedAt: repository.pushed_at ?? null,
	};
}

function visibilityOf({ visibility, private: isPrivate }: RestRepository): RepositoryChange["visibility"] {
	switch (visibility) {
		case "public":
			return "PUBLIC";
		case "private":
			return "PRIVATE";
		case "internal":
			return "INTERNAL";
		default:
			return isPrivate ? "PRIVATE" : "PUBLIC";
	}
}

/** A label as REST and webhook payloads show it. */
export const restLabel = z.object({
	id: z.number().int(),
	node_id: z.string().nullish(),
	name: z.string(),
	color: z.string().nullish(),
	description: z.string().nullish(),
});

export function labelOfRest(label: z.infer<typeof restLabel>): Extract<ScmChange, { kind: "label" }>["label"] {
	return {
		nativeId: label.id,
		nodeId: label.node_id ?? null,
		name: label.name,
		color: label.color ?? "ededed",
		description: label.description ?? null,
	};
}
