import type Docker from "dockerode";
import { toSandboxError } from "./errors.ts";
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
	const filters = { label: [`${labels.managed}=true`, `${labels.owner}=${input.owner}`] };
	const containers = await docker.listContainers({ all: true, filters }).catch((error: unknown) => {
		throw toSandboxError(error, "listing containers");
	});
	if (containers.length === 0) return 0;
	// Read after the list: a review that begins in between has no container in it.
	const active = await input.activeReviewIds();
	if (active === null) return 0;
	const stale = containers.filter((container) => !active.has(container.Labels[labels.reviewId] ?? ""));
	for (const { Id } of stale) await docker.getContainer(Id).remove({ force: true, v: true }).catch(alreadyGone);
	return stale.length;
}

function alreadyGone(error: unknown): void {
	const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined;
	if (status !== 404 && status !== 409) throw toSandboxError(error, "removing a container");
}
