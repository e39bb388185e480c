import type { ApplyContext } from "./apply-context.ts";

/**
 * Leaves out what the provider told us was deleted: the recorded event is the tombstone, so that a late page or an older
 * delivery does not bring a deleted row back. `eventKey` names the deletion's event.
 */
export async function withoutDeleted<T>(
	{ tx, workspaceId }: ApplyContext,
	items: readonly T[],
	eventKey: (item: T) => string,
): Promise<T[]> {
	if (items.length === 0) return [];
	const deleted = await tx
		.selectFrom("domain_event")
		.select("event_key")
		.where("workspace_id", "=", workspaceId)
		.where("event_key", "in", [...new Set(items.map(eventKey))])
		.execute();
	const keys = new Set(deleted.map(({ event_key }) => event_key));
	return items.filter((item) => !keys.has(eventKey(item)));
}
