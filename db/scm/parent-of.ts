import type { ScmChange } from "@hephaestus/domain/scm/changes.ts";
import { numberOf } from "./ensure-parents.ts";
import type { RepositoryIds } from "./find-repository-ids.ts";
import { type StoredWorkItem, workItemKey } from "./work-item.ts";

/** Finds the row that a comment, review or thread hangs on; undefined when it is not mirrored. */
export type ParentOf = (change: ScmChange) => StoredWorkItem | undefined;

/** A `ParentOf` over rows that were read before: `repositories` by native id, `parents` by `workItemKey`. */
export function createParentOf(repositories: RepositoryIds, parents: ReadonlyMap<string, StoredWorkItem>): ParentOf {
	return (change) => {
		const named = numberOf(change);
		if (named === null || change.kind === "repository") return undefined;
		const repositoryId = repositories.get(change.repository.nativeId);
		return repositoryId === undefined ? undefined : parents.get(workItemKey(repositoryId, named.number));
	};
}
