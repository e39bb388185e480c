import { noteConnectionState } from "@hephaestus/db/connections/note-connection-state.ts";
import { applyChanges } from "@hephaestus/db/scm/apply-changes.ts";
import type { SyncPart } from "@hephaestus/db/scm/begin-part-scan.ts";
import { listMonitoredRepositories, type MonitoredRepository } from "@hephaestus/db/scm/list-monitored-repositories.ts";
import { markUnlistedRepositories } from "@hephaestus/db/scm/mark-unlisted-repositories.ts";
import { FAILURES } from "@hephaestus/domain/operations/failures.ts";
import { Context } from "@temporalio/activity";
import { ApplicationFailure } from "@temporalio/common";
import type { GitHubClient } from "../connections/github-client.ts";
import { createGitHubClients } from "../connections/github-clients.ts";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { toProviderFailure } from "../operations/provider-failures.ts";
import { createGitHubReader } from "./github/github-reader.ts";
import { type PartSyncResult, syncPart } from "./sync-part.ts";

// A call reports back this often, so that the workflow can say how far it is.
const PAUSE_AFTER_MS = 15_000;

/** Activities of sync that call the forge. */
export function createSyncForgeActivities(deps: WorkerDependencies) {
	const { db } = deps;
	const clients = createGitHubClients(deps);

	async function mirrorListing(client: GitHubClient, workspaceId: number): Promise<number[]> {
		const { heartbeat, cancellationSignal } = Context.current();
		const { id: connectionId, gitProviderId } = client.connection;
		const listed: number[] = [];
		let observedAt = new Date();
		try {
			for await (const repositories of createGitHubReader(client).repositories(cancellationSignal)) {
				listed.push(...repositories.map(({ nativeId }) => nativeId));
				const changes = repositories.map((repository) => ({
					kind: "repository" as const,
					lifecycle: "SEEN" as const,
					repository,
				}));
				await applyChanges(db, { workspaceId, gitProviderId, source: "SYNC", observedAt, changes });
				heartbeat();
				observedAt = new Date();
			}
		} catch (error) {
			// Whoever may not list the repositories may not read what happens in them either.
			const reason = refusalOf(error);
			if (reason !== null) await noteConnectionState(db, { workspaceId, connectionId, reason });
			throw error;
		}
		return listed;
	}

	return {
		/** Lists the workspace's repositories at the forge, mirrors them, and returns those to sync. */
		async discoverRepositories(input: { workspaceId: number }): Promise<MonitoredRepository[]> {
			const client = await clients.forWorkspace(input.workspaceId);
			const { gitProviderId } = client.connection;
			let listed = await mirrorListing(client, input.workspaceId);
			// Nothing at all is rare enough to ask again before everything becomes unavailable.
			if (listed.length === 0) listed = await mirrorListing(client, input.workspaceId);
			await markUnlistedRepositories(db, { workspaceId: input.workspaceId, gitProviderId, listed });
			return await listMonitoredRepositories(db, input.workspaceId);
		},

		/** Reads on in one part of a repository for some seconds; `complete` when nothing is left. */
		async syncRepositoryPart(input: {
			workspaceId: number;
			repositoryId: number;
			nativeId: number;
			nameWithOwner: string;
			part: SyncPart;
		}): Promise<PartSyncResult> {
			const { heartbeat, cancellationSignal } = Context.current();
			const client = await clients.forWorkspace(input.workspaceId);
			return await syncPart({
				db,
				reader: createGitHubReader(client),
				gitProviderId: client.connection.gitProviderId,
				ref: { workspaceId: input.workspaceId, repositoryId: input.repositoryId, part: input.part },
				repository: { nativeId: input.nativeId, nameWithOwner: input.nameWithOwner },
				pauseAfterMs: PAUSE_AFTER_MS,
				signal: cancellationSignal,
				onPage: () => heartbeat(),
			});
		},
	};
}

function refusalOf(error: unknown): string | null {
	const failure = error instanceof ApplicationFailure ? error : toProviderFailure(error, new Date());
	const refused = failure?.type === FAILURES.forbidden || failure?.type === FAILURES.notFound;
	return refused ? `The repositories can no longer be listed; check the connection's rights. ${failure.message}` : null;
}
