import { TypedSearchAttributes } from "@temporalio/common";
import { CancellationScope, executeChild, isCancellation, ParentClosePolicy, uuid4 } from "@temporalio/workflow";
import { forEachBounded } from "../operations/bounded.ts";
import { tell } from "../operations/details.ts";
import { rootFailure } from "../operations/failures.ts";
import { syncRepositoryId } from "../operations/ids.ts";
import { SEARCH_ATTRIBUTES } from "../operations/search-attributes.ts";
import type { SyncWorkspaceInput } from "./messages.ts";
import { forge, records } from "./proxies.ts";
import { concernsEverything, syncRepository } from "./sync-repository.ts";

const REPOSITORIES_AT_ONCE = 4;
// More would not help anyone who reads them; the rows say it for every part.
const NAMED_FAILURES = 10;

/**
 * Brings a workspace's mirror up to date: lists its repositories, syncs each, and keeps the run's row. A repository that
 * fails is named and the others go on; only a failure of the connection itself ends the run.
 */
export async function syncWorkspace(input: SyncWorkspaceInput): Promise<void> {
	const { workspaceId, workspaceSlug, trigger } = input;
	const run = { workspaceId, syncRunId: uuid4() };
	try {
		await records.startSyncRun({ ...run, workspaceSlug, trigger });
		const failures = await syncAll(input, run);
		const error = failures.length === 0 ? null : failures.slice(0, NAMED_FAILURES).join("\n");
		await records.finishSyncRun({ ...run, state: error === null ? "COMPLETED" : "FAILED", error });
		tell(error === null ? "DONE" : "FAILED", error ?? `${workspaceSlug} is up to date.`);
	} catch (error) {
		const cancelled = isCancellation(error);
		const words = cancelled ? null : rootFailure(error).message;
		await CancellationScope.nonCancellable(() =>
			records.finishSyncRun({ ...run, state: cancelled ? "CANCELLED" : "FAILED", error: words }),
		);
		tell(cancelled ? "CANCELLED" : "FAILED", words ?? `The sync of ${workspaceSlug} was cancelled.`);
		throw error;
	}
}

async function syncAll(input: SyncWorkspaceInput, run: { workspaceId: number; syncRunId: string }): Promise<string[]> {
	const { workspaceId, workspaceSlug } = input;
	tell("SYNCING", `Listing the repositories of ${workspaceSlug}`);
	const repositories = await forge.discoverRepositories({ workspaceId });
	const progress = { repositoriesTotal: repositories.length, repositoriesDone: 0, rowsChanged: 0 };
	await records.saveSyncRunProgress({ ...run, ...progress });
	const failures: string[] = [];
	await forEachBounded(repositories, REPOSITORIES_AT_ONCE, async (repository) => {
		try {
			const result = await executeChild(syncRepository, {
				workflowId: syncRepositoryId(workspaceId, repository.nameWithOwner),
				args: [{ ...input, ...run, ...repository }],
				parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
				typedSearchAttributes: new TypedSearchAttributes([
					{ key: SEARCH_ATTRIBUTES.workspace, value: workspaceSlug },
					{ key: SEARCH_ATTRIBUTES.repository, value: repository.nameWithOwner },
				]),
			});
			progress.rowsChanged += result.rowsChanged;
		} catch (error) {
			if (isCancellation(error)) throw error;
			const { type, message } = rootFailure(error);
			if (concernsEverything(type)) throw error;
			failures.push(`${repository.nameWithOwner}: ${message}`);
		}
		progress.repositoriesDone += 1;
		await records.saveSyncRunProgress({ ...run, ...progress });
		tell(
			"SYNCING",
			`Syncing ${workspaceSlug}: ${progress.repositoriesDone} of ${repositories.length} repositories done`,
		);
	});
	return failures;
}
