import type { ScmChange } from "@hephaestus/domain/scm/changes.ts";
import { type DomainEvent, domainEventsOf } from "@hephaestus/domain/scm/domain-events.ts";
import { sql } from "kysely";
import type { ApplyContext } from "./apply-context.ts";
import { numberOf } from "./ensure-parents.ts";
import type { RepositoryIds } from "./find-repository-ids.ts";
import { toStorableJson } from "./storable-json.ts";
import type { UserIds } from "./upsert-users.ts";
import { findWorkItems, workItemKey } from "./work-item.ts";

interface Placed {
	event: DomainEvent;
	repositoryId: number;
	number: number | null;
}

/**
 * Records what happened, once per key, and returns how many events are new. A webhook's word replaces a sync's about the
 * same happening, since it knows who did it and that it is fresh.
 */
export async function recordDomainEvents(
	context: ApplyContext,
	changes: readonly ScmChange[],
	repositories: RepositoryIds,
	users: UserIds,
): Promise<number> {
	const placed = changes.flatMap((change) => place(change, context, repositories));
	const distinct = [...new Map(placed.map((entry) => [entry.event.key, entry])).values()];
	if (distinct.length === 0) return 0;
	const items = await findWorkItems(
		context,
		distinct.flatMap(({ repositoryId, number }) => (number === null ? [] : [{ repositoryId, number }])),
	);
	const rows = distinct.map(({ event, repositoryId, number }) => ({
		workspace_id: context.workspaceId,
		event_key: event.key,
		type: event.type,
		source: context.source,
		repository_id: repositoryId,
		issue_id: number === null ? null : (items.get(workItemKey(repositoryId, number))?.id ?? null),
		actor_id: users.get(event.actor?.nativeId ?? 0) ?? null,
		occurred_at: event.occurredAt,
		payload: { ...event.payload, ...(context.deliveryId !== null && { deliveryId: context.deliveryId }) },
	}));
	const columns = sql.raw(
		"workspace_id, event_key, type, source, repository_id, issue_id, actor_id, occurred_at, payload",
	);
	const result = await sql`
		insert into domain_event as t (${columns})
		select ${columns} from jsonb_populate_recordset(null::domain_event, ${toStorableJson(rows)}::jsonb) order by event_key
		on conflict (workspace_id, event_key) do update set source = excluded.source,
			actor_id = coalesce(excluded.actor_id, t.actor_id), payload = excluded.payload
		where t.source = 'SYNC' and excluded.source = 'WEBHOOK'
		returning t.id`.execute(context.tx);
	return result.rows.length;
}

function place(change: ScmChange, { observedAt }: ApplyContext, repositories: RepositoryIds): Placed[] {
	if (change.kind === "repository") return [];
	const repositoryId = repositories.get(change.repository.nativeId);
	if (repositoryId === undefined) return [];
	return domainEventsOf(change, observedAt).map((event) => ({ event, repositoryId, number: itemNumber(change) }));
}

function itemNumber(change: ScmChange): number | null {
	if (change.kind === "issue") return change.issue.number;
	if (change.kind === "pull_request") return change.pullRequest.number;
	return numberOf(change)?.number ?? null;
}
