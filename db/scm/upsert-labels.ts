import type { ScmChange } from "@hephaestus/domain/scm/changes.ts";
import { deletionKey } from "@hephaestus/domain/scm/domain-events.ts";
import { type ApplyContext, mirroredColumns, NATIVE_KEY } from "./apply-context.ts";
import type { RepositoryIds } from "./find-repository-ids.ts";
import { upsertVersioned } from "./upsert-versioned.ts";
import { withoutDeleted } from "./without-deleted.ts";

/** Makes or updates the labels that the changes define or mention; returns how many changed. */
export async function upsertLabels(
	context: ApplyContext,
	changes: readonly ScmChange[],
	repositories: RepositoryIds,
): Promise<number> {
	const told = changes.flatMap((change) => {
		const repositoryId = change.kind === "repository" ? undefined : repositories.get(change.repository.nativeId);
		return repositoryId === undefined ? [] : labelsOf(change).map((label) => ({ repositoryId, label }));
	});
	const distinct = [...new Map(told.map((entry) => [entry.label.nativeId, entry])).values()];
	const living = await withoutDeleted(context, distinct, ({ label }) => deletionKey.label(label.nativeId));
	const changed = await upsertVersioned(context.tx, {
		table: "label",
		key: [...NATIVE_KEY],
		partial: ["node_id", "description"],
		unversioned: true,
		rows: living.map(({ repositoryId, label }) => ({
			...mirroredColumns(context, label),
			repository_id: repositoryId,
			name: label.name,
			color: label.color,
			description: label.description,
		})),
	});
	return changed.length;
}

function labelsOf(change: ScmChange) {
	if (change.lifecycle === "DELETED") return [];
	switch (change.kind) {
		case "label":
			return [change.label];
		case "issue":
			return change.issue.labels;
		case "pull_request":
			return change.pullRequest.labels;
		default:
			return [];
	}
}
