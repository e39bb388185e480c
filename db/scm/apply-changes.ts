import type { ChangeSource, ScmChange } from "@hephaestus/domain/scm/changes.ts";
import { deletionKey } from "@hephaestus/domain/scm/domain-events.ts";
import type { Database } from "../operations/database.ts";
import { notify } from "../operations/notify.ts";
import { withWorkspace } from "../operations/with-workspace.ts";
import type { ApplyContext } from "./apply-context.ts";
import { deleteTold } from "./delete-told.ts";
import { ensureParents } from "./ensure-parents.ts";
import { findRepositoryIds } from "./find-repository-ids.ts";
import { createParentOf } from "./parent-of.ts";
import { recordDomainEvents } from "./record-domain-events.ts";
import { upsertComments } from "./upsert-comments.ts";
import { upsertLabels } from "./upsert-labels.ts";
import { upsertRepositories } from "./upsert-repositories.ts";
import { upsertReviewComments } from "./upsert-review-comments.ts";
import { upsertReviews } from "./upsert-reviews.ts";
import { applyThreadStates } from "./upsert-threads.ts";
import { upsertUsers } from "./upsert-users.ts";
import { upsertWorkItems } from "./upsert-work-items.ts";
import { withoutDeleted } from "./without-deleted.ts";
import { workItemsOf } from "./work-item.ts";

export interface ApplyChanges {
	workspaceId: number;
	gitProviderId: number;
	source: ChangeSource;
	/** When the provider told us: a delivery's arrival, or the moment before a page was asked for. */
	observedAt: Date;
	deliveryId?: number;
	changes: readonly ScmChange[];
}

export interface Applied {
	/** Mirrored rows that were made, changed or deleted. */
	rowsChanged: number;
	/** Domain events recorded for the first time. */
	eventsRecorded: number;
}

// More pages than this are not told one by one; whoever looks refetches the list.
const MAX_NOTIFICATIONS = 20;

/**
 * Applies facts about one workspace's mirror in one transaction; the only way in, for webhooks and syncs alike.
 * Idempotent and monotonic: any order and any repetition of the same changes end in the same rows. Changes of
 * repositories that the workspace does not mirror have no effect.
 */
export async function applyChanges(db: Database, input: ApplyChanges): Promise<Applied> {
	return await withWorkspace(db, input.workspaceId, async (tx) => {
		const context: ApplyContext = {
			tx,
			workspaceId: input.workspaceId,
			gitProviderId: input.gitProviderId,
			source: input.source,
			observedAt: input.observedAt.toISOString(),
			deliveryId: input.deliveryId ?? null,
		};
		return await apply(context, input.changes);
	});
}

async function apply(context: ApplyContext, changes: readonly ScmChange[]): Promise<Applied> {
	const repositoriesTold = changes.flatMap((change) =>
		change.kind === "repository" && change.lifecycle !== "DELETED" ? [change.repository] : [],
	);
	const repositoriesChanged = await upsertRepositories(context, repositoriesTold);
	const repositories = await findRepositoryIds(
		context,
		changes.map((change) => change.repository.nativeId),
	);
	const users = await upsertUsers(context, changes);
	const labelsChanged = await upsertLabels(context, changes, repositories);
	const items = await withoutDeleted(context, workItemsOf(changes, repositories), ({ repositoryNativeId, item }) =>
		deletionKey.issue(repositoryNativeId, item.number),
	);
	const itemsChanged = await upsertWorkItems(context, items, users);
	const parentOf = createParentOf(repositories, await ensureParents(context, changes, repositories));
	const belowChanged = [
		...(await upsertComments(context, changes, parentOf, users)),
		...(await upsertReviews(context, changes, parentOf, users)),
		...(await upsertReviewComments(context, changes, parentOf, users)),
		...(await applyThreadStates(context, changes, parentOf, users)),
	];
	const eventsRecorded = await recordDomainEvents(context, changes, repositories, users);
	const deleted = await deleteTold(context, changes, repositories);
	await notifyPages(context, new Set([...itemsChanged, ...belowChanged]));
	return {
		rowsChanged: repositoriesChanged + labelsChanged + itemsChanged.size + belowChanged.length + deleted,
		eventsRecorded,
	};
}

async function notifyPages({ tx, workspaceId }: ApplyContext, issueIds: ReadonlySet<number>): Promise<void> {
	if (issueIds.size > MAX_NOTIFICATIONS) return await notify(tx, { workspaceId, type: "pull-request", id: "many" });
	for (const id of issueIds) await notify(tx, { workspaceId, type: "pull-request", id: String(id) });
}
