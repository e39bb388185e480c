import type { Database } from "@hephaestus/db/operations/database.ts";
import { applyChanges } from "@hephaestus/db/scm/apply-changes.ts";
import { beginPartScan, type PartRef, type SyncPart } from "@hephaestus/db/scm/begin-part-scan.ts";
import { savePartProgress } from "@hephaestus/db/scm/save-part-progress.ts";
import type { ForgeReader, RepositoryName, RepositoryPage } from "./forge-reader.ts";

// What the provider dates a little late is read twice rather than missed (MONITORING: incremental buffer).
const OVERLAP_MS = 5 * 60_000;

export interface PartSync {
	db: Database;
	reader: ForgeReader;
	gitProviderId: number;
	ref: PartRef;
	repository: RepositoryName;
	/** After this time the reading pauses at the end of a page; the next call goes on. */
	pauseAfterMs: number;
	signal: AbortSignal;
	/** Called after each page. */
	onPage(): void;
}

export interface PartSyncResult {
	rowsSeen: number;
	rowsTotal: number | null;
	rowsChanged: number;
	complete: boolean;
}

/** Reads one part of a repository, newest change first, applying and remembering every page. */
export async function syncPart(sync: PartSync): Promise<PartSyncResult> {
	const started = Date.now();
	const scan = await beginPartScan(sync.db, sync.ref, new Date(started));
	const since = scan.syncedUntil === null ? null : new Date(scan.syncedUntil.getTime() - OVERLAP_MS);
	const result: PartSyncResult = { ...scan, rowsChanged: 0, complete: false };
	let { cursor } = scan;
	while (!result.complete && Date.now() - started < sync.pauseAfterMs) {
		sync.signal.throwIfAborted();
		const observedAt = new Date();
		const page = await readPage(sync, sync.ref.part, cursor, since);
		const { rowsChanged } = await applyChanges(sync.db, {
			workspaceId: sync.ref.workspaceId,
			gitProviderId: sync.gitProviderId,
			source: "SYNC",
			observedAt,
			changes: page.changes,
		});
		result.rowsChanged += rowsChanged;
		result.rowsSeen += page.items;
		result.rowsTotal = page.total;
		cursor = page.next;
		result.complete = cursor === null;
		await savePartProgress(sync.db, sync.ref, { rowsSeen: result.rowsSeen, rowsTotal: result.rowsTotal, cursor });
		sync.onPage();
	}
	return result;
}

async function readPage(
	{ reader, repository, signal }: PartSync,
	part: SyncPart,
	cursor: string | null,
	since: Date | null,
): Promise<RepositoryPage> {
	if (part !== "LABELS") return await reader.page({ repository, part, cursor, since, signal });
	const changes = await reader.labels(repository, signal);
	return { changes, items: changes.length, total: changes.length, next: null };
}
