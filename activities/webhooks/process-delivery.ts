import { changeInstallationState } from "@hephaestus/db/connections/change-installation-state.ts";
import { applyChanges } from "@hephaestus/db/scm/apply-changes.ts";
import { findMirrors, type Mirror } from "@hephaestus/db/webhooks/find-mirrors.ts";
import { findWorkspacesOfInstallation } from "@hephaestus/db/webhooks/find-workspaces-of-installation.ts";
import type { WaitingDelivery } from "@hephaestus/db/webhooks/list-waiting-deliveries.ts";
import type { WorkerDependencies } from "../operations/dependencies.ts";
import { interpretGitHubDelivery } from "../scm/github/webhook-adapter.ts";
import { startSync } from "../scm/start-sync.ts";
import type { Interpretation } from "../scm/webhook-interpretation.ts";
import { requestReviews } from "./request-reviews.ts";

/** How a delivery ended; `note` says why it had no effect. */
export interface ProcessedDelivery {
	state: "PROCESSED" | "IGNORED";
	note: string | null;
}

const ignored = (note: string): ProcessedDelivery => ({ state: "IGNORED", note });
const processed: ProcessedDelivery = { state: "PROCESSED", note: null };

/**
 * Gives one delivery its whole effect: the mirror of every workspace that has the repository, then the reviews it calls
 * for. Running it again has no further effect. Throws when the payload or the world does not allow it.
 */
export async function processDelivery(deps: WorkerDependencies, delivery: WaitingDelivery): Promise<ProcessedDelivery> {
	if (delivery.kind !== "GITHUB") return ignored(`Deliveries of ${delivery.kind} have no effect yet.`);
	const payload: unknown = JSON.parse(Buffer.from(delivery.body).toString("utf8"));
	const interpretation = interpretGitHubDelivery(delivery.event, payload);
	switch (interpretation.outcome) {
		case "IGNORED":
			return ignored(interpretation.reason);
		case "SYNC":
			return await syncInstallation(deps, interpretation.installationId);
		case "INSTALLATION":
			return await followInstallation(deps, delivery, interpretation);
		case "CHANGES":
			return await applyToMirrors(deps, delivery, interpretation);
	}
}

async function applyToMirrors(
	deps: WorkerDependencies,
	delivery: WaitingDelivery,
	interpretation: Extract<Interpretation, { outcome: "CHANGES" }>,
): Promise<ProcessedDelivery> {
	const { repositoryNativeId, repositoryUrl, changes } = interpretation;
	const mirrors = ofOneInstance(await findMirrors(deps.db, { kind: "GITHUB", repositoryNativeId }), repositoryUrl);
	if (mirrors.length === 0) return ignored("No active workspace mirrors the repository.");
	for (const mirror of mirrors) {
		await applyChanges(deps.db, {
			workspaceId: mirror.workspaceId,
			gitProviderId: mirror.gitProviderId,
			source: "WEBHOOK",
			observedAt: delivery.receivedAt,
			deliveryId: delivery.id,
			changes,
		});
		await requestReviews(deps, mirror, delivery);
	}
	return processed;
}

// Ids are unique within an instance only; where several instances know the id, the address in the payload decides.
function ofOneInstance(mirrors: Mirror[], repositoryUrl: string): Mirror[] {
	if (new Set(mirrors.map(({ gitProviderId }) => gitProviderId)).size <= 1) return mirrors;
	return mirrors.filter(({ serverUrl }) => new URL(serverUrl).origin === new URL(repositoryUrl).origin);
}

async function followInstallation(
	deps: WorkerDependencies,
	delivery: WaitingDelivery,
	{ installationId, state }: Extract<Interpretation, { outcome: "INSTALLATION" }>,
): Promise<ProcessedDelivery> {
	const correlationId = delivery.deliveryId;
	const changed = await changeInstallationState(deps.db, { installationId, state, correlationId });
	if (state === "ACTIVE") return await syncInstallation(deps, installationId);
	return changed.length === 0 ? ignored("No connection goes through the installation.") : processed;
}

async function syncInstallation(deps: WorkerDependencies, installationId: number): Promise<ProcessedDelivery> {
	const workspaces = await findWorkspacesOfInstallation(deps.db, installationId);
	if (workspaces.length === 0) return ignored("No active workspace is connected through the installation.");
	for (const workspace of workspaces) await startSync(deps.temporal, { ...workspace, trigger: "MANUAL" });
	return processed;
}
