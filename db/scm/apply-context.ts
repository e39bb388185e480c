import type { ChangeSource } from "@hephaestus/domain/scm/changes.ts";
import type { TenantTransaction } from "../operations/database.ts";

/** What every step of applying shares. */
export interface ApplyContext {
	tx: TenantTransaction;
	workspaceId: number;
	gitProviderId: number;
	source: ChangeSource;
	/** When the provider told us: a delivery's arrival, or the moment before a page was asked for. ISO-8601. */
	observedAt: string;
	/** The webhook delivery that carries the changes. */
	deliveryId: number | null;
}

/** Columns that every mirrored row begins with. */
export function mirroredColumns(
	{ workspaceId, gitProviderId, observedAt }: ApplyContext,
	row: { nativeId: number; nodeId?: string | null; createdAt?: string; updatedAt?: string },
) {
	return {
		workspace_id: workspaceId,
		git_provider_id: gitProviderId,
		native_id: row.nativeId,
		node_id: row.nodeId ?? null,
		created_at: row.createdAt ?? observedAt,
		updated_at: row.updatedAt ?? observedAt,
		observed_at: observedAt,
	};
}

/** The unique key of mirrored rows. */
export const NATIVE_KEY = ["workspace_id", "git_provider_id", "native_id"] as const;
