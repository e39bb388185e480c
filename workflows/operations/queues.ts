/** Task queues, split by the resource that limits them. */
export const QUEUES = {
	/** Workflows, and activities that only touch PostgreSQL. */
	core: "hephaestus",
	/** Activities that call GitHub or GitLab. */
	forge: "hephaestus-forge",
	/** Claims a sandbox host; polled only by workers that reach a container engine. */
	sandbox: "hephaestus-sandbox",
} as const;

/** Queue of one sandbox host: a review's files live on one disk, so its later steps return to the same host. */
export function sandboxHostQueue(host: string): string {
	return `${QUEUES.sandbox}-${host}`;
}
