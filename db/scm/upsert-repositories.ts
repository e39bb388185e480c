import type { RepositoryChange } from "@hephaestus/domain/scm/changes.ts";
import { sql } from "kysely";
import { type ApplyContext, mirroredColumns, NATIVE_KEY } from "./apply-context.ts";
import { upsertVersioned } from "./upsert-versioned.ts";

/** Makes or updates repositories with their organisations; returns how many rows changed. */
export async function upsertRepositories(context: ApplyContext, repositories: RepositoryChange[]): Promise<number> {
	if (repositories.length === 0) return 0;
	const organizations = await upsertOrganizations(context, repositories);
	await freeTakenNames(context, repositories);
	const changed = await upsertVersioned(context.tx, {
		table: "repository",
		key: [...NATIVE_KEY],
		partial: ["node_id", "organization_id", "default_branch", "pushed_at"],
		// What a workspace may read is what its own credential lists; a delivery says nothing about that.
		rules: context.source === "SYNC" ? {} : { is_available: "t.is_available" },
		rows: repositories.map((repository) => ({
			...mirroredColumns(context, repository),
			organization_id: organizations.get(repository.organization?.nativeId ?? 0) ?? null,
			name: repository.name,
			name_with_owner: repository.nameWithOwner,
			default_branch: repository.defaultBranch,
			description: repository.description,
			html_url: repository.htmlUrl,
			is_private: repository.isPrivate,
			is_archived: repository.isArchived,
			visibility: repository.visibility,
			is_available: true,
			pushed_at: repository.pushedAt,
		})),
	});
	return changed.length;
}

async function upsertOrganizations(context: ApplyContext, repositories: RepositoryChange[]) {
	const told = repositories.flatMap(({ organization }) => (organization === null ? [] : [organization]));
	const organizations = [...new Map(told.map((organization) => [organization.nativeId, organization])).values()];
	if (organizations.length === 0) return new Map<number, number>();
	await upsertVersioned(context.tx, {
		table: "organization",
		key: [...NATIVE_KEY],
		partial: ["node_id", "name", "avatar_url", "html_url"],
		unversioned: true,
		rows: organizations.map((organization) => ({
			...mirroredColumns(context, organization),
			login: organization.login,
			name: organization.name,
			avatar_url: organization.avatarUrl,
			html_url: organization.htmlUrl,
		})),
	});
	const rows = await context.tx
		.selectFrom("organization")
		.select(["id", "native_id"])
		.where("workspace_id", "=", context.workspaceId)
		.where("git_provider_id", "=", context.gitProviderId)
		.where(
			"native_id",
			"in",
			organizations.map(({ nativeId }) => nativeId),
		)
		.execute();
	return new Map(rows.map(({ native_id, id }) => [native_id, id]));
}

// A name that now belongs to another repository (deleted and made anew, or two renames) is taken from the old row.
async function freeTakenNames({ tx, workspaceId, gitProviderId }: ApplyContext, repositories: RepositoryChange[]) {
	for (const { nameWithOwner, nativeId } of repositories)
		await tx
			.updateTable("repository")
			.set({ name_with_owner: sql`name_with_owner || '~' || id`, is_available: false })
			.where("workspace_id", "=", workspaceId)
			.where("git_provider_id", "=", gitProviderId)
			.where(sql`lower(name_with_owner)`, "=", nameWithOwner.toLowerCase())
			.where("native_id", "<>", nativeId)
			.execute();
}

/** Notes that the provider no longer shows a repository; what was mirrored stays. */
export async function markRepositoriesGone(context: ApplyContext, nativeIds: number[]): Promise<number> {
	if (nativeIds.length === 0) return 0;
	const result = await context.tx
		.updateTable("repository")
		.set({ is_available: false })
		.where("workspace_id", "=", context.workspaceId)
		.where("git_provider_id", "=", context.gitProviderId)
		.where("native_id", "in", nativeIds)
		.where("is_available", "=", true)
		.executeTakeFirst();
	return Number(result.numUpdatedRows);
}
