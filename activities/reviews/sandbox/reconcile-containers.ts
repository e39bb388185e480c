import type Docker from "dockerode";
import type { ContainerInfo } from "dockerode";
import { engineLost, statusOf } from "./errors.ts";
import { labels } from "./labels.ts";

export interface ReconcileInput {
	/** Only containers of this owner are ever touched; others on the same engine are not ours. */
	owner: string;
	/** Ids of reviews that may have a container now; null when they could not be read. */
	activeReviewIds(): Promise<ReadonlySet<string> | null>;
}

/**
 * Removes the owner's containers whose review is no longer active, and returns how many. The round is skipped (0)
 * when the active reviews could not be read: a database that is down must not end every review. Throws
 * SandboxEngineLost when the engine cannot be asked.
 */
export async function reconcileContainers(docker: Docker, input: ReconcileInput): Promise<number> {
	const containers = await listContainers(docker, { [labels.managed]: "true", [labels.owner]: input.owner });
	if (containers.length === 0) return 0;
	// Read after the list: a review that begins in between has no container in it.
	const active = await input.activeReviewIds();
	if (active === null) return 0;
	const stale = containers.filter((container) => !active.has(container.Labels[labels.reviewId] ?? ""));
	await removeAll(docker, stale);
	return stale.length;
}

/** Removes every container that has all of the labels. Throws SandboxEngineLost when the engine cannot be asked. */
export async function removeContainersWith(docker: Docker, wanted: Record<string, string>): Promise<void> {
	await removeAll(docker, await listContainers(docker, wanted));
}

function listContainers(docker: Docker, wanted: Record<string, string>): Promise<ContainerInfo[]> {
	const label = Object.entries(wanted).map(([name, value]) => `${name}=${value}`);
	return docker.listContainers({ all: true, filters: { label } }).catch((error: unknown) => {
		throw engineLost(error, "listing containers");
	});
}

async function removeAll(docker: Docker, containers: readonly ContainerInfo[]): Promise<void> {
	for (const { Id } of containers) await docker.getContainer(Id).remove({ force: true, v: true }).catch(alreadyGone);
}

function alreadyGone(error: unknown): void {
	const status = statusOf(error);
	if (status !== 404 && status !== 409) throw engineLost(error, "removing a container");
}
