import { FAILURES } from "@hephaestus/domain/operations/failures.ts";
import { isCancellation } from "@temporalio/workflow";
import { tell } from "../operations/details.ts";
import { rootFailure } from "../operations/failures.ts";
import type { SyncRepositoryInput, SyncRepositoryResult } from "./messages.ts";
import { forge, records } from "./proxies.ts";

const PARTS = [
	{ part: "LABELS", words: "labels" },
	{ part: "ISSUES", words: "issues" },
	{ part: "PULL_REQUESTS", words: "pull requests" },
] as const;

/**
 * Brings one repository up to date, part by part. Every page is applied and remembered by itself, so an interrupted sync
 * goes on where it was. A part that fails is named and fails the workflow; the other parts still run.
 */
export async function syncRepository(input: SyncRepositoryInput): Promise<SyncRepositoryResult> {
	const total: SyncRepositoryResult = { rowsSeen: 0, rowsChanged: 0 };
	const failures: unknown[] = [];
	for (const { part, words } of PARTS) {
		try {
			await syncPart(input, part, words, total);
		} catch (error) {
			if (isCancellation(error)) throw error;
			const { type, message } = rootFailure(error);
			const { workspaceId, repositoryId } = input;
			const forgetCursor = type === FAILURES.providerRejected;
			await records.failRepositoryPart({ workspaceId, repositoryId, part, error: message, forgetCursor });
			failures.push(error);
			if (concernsEverything(type)) break;
		}
	}
	if (failures.length > 0) {
		tell("FAILED", `${input.nameWithOwner} could not be synced: ${rootFailure(failures[0]).message}`);
		throw failures[0];
	}
	tell("DONE", `${input.nameWithOwner} is up to date: read ${total.rowsSeen}, changed ${total.rowsChanged}.`);
	return total;
}

async function syncPart(
	{ workspaceId, repositoryId, nativeId, nameWithOwner }: SyncRepositoryInput,
	part: (typeof PARTS)[number]["part"],
	words: string,
	total: SyncRepositoryResult,
): Promise<void> {
	tell("SYNCING", `Syncing ${nameWithOwner}: ${words}`);
	for (;;) {
		const step = await forge.syncRepositoryPart({ workspaceId, repositoryId, nativeId, nameWithOwner, part });
		total.rowsChanged += step.rowsChanged;
		const of = step.rowsTotal === null ? "" : ` of ${step.rowsTotal}`;
		tell("SYNCING", `Syncing ${nameWithOwner}: ${step.rowsSeen}${of} ${words}`);
		if (!step.complete) continue;
		total.rowsSeen += step.rowsSeen;
		return;
	}
}

/** Whether a failure is the connection's, so that no other part or repository can fare better. */
export function concernsEverything(type: string | null): boolean {
	return type === FAILURES.connectionNeedsAttention || type === FAILURES.noConnection;
}
