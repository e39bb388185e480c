import { type ActiveConnection, findActiveConnection } from "@hephaestus/db/connections/find-active-connection.ts";
import { FAILURES } from "@hephaestus/domain/operations/failures.ts";
import { ApplicationFailure } from "@temporalio/common";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { createGitHubClient, type GitHubClient } from "./github-client.ts";

type ClientDependencies = Pick<WorkerDependencies, "configuration" | "sealer" | "db" | "metrics">;

export interface GitHubClients {
	/** The client of a workspace's active GitHub connection; a NO_CONNECTION failure when it has none. */
	forWorkspace(workspaceId: number): Promise<GitHubClient>;
}

/** Hands out one client per connection, so that an App's installation token is minted once an hour, not once a call. */
export function createGitHubClients(deps: ClientDependencies): GitHubClients {
	const clients = new Map<number, GitHubClient>();
	return {
		async forWorkspace(workspaceId) {
			const connection = await findActiveConnection(deps.db, workspaceId);
			if (connection?.kind !== "GITHUB") throw noConnection(workspaceId);
			const known = clients.get(connection.id);
			if (known !== undefined && isSame(known.connection, connection)) return known;
			const client = await createGitHubClient(deps, connection);
			clients.set(connection.id, client);
			return client;
		},
	};
}

function isSame(known: ActiveConnection, found: ActiveConnection): boolean {
	return known.updatedAt.getTime() === found.updatedAt.getTime() && known.stateReason === found.stateReason;
}

function noConnection(workspaceId: number): ApplicationFailure {
	return ApplicationFailure.create({
		type: FAILURES.noConnection,
		message: `Workspace ${workspaceId} has no active GitHub connection; an administrator has to connect it.`,
		nonRetryable: true,
	});
}
