import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import type { Session } from "../identity/session.ts";
import { forbidden } from "../operations/problem-error.ts";

/** Whether the instance's policy lets this account make workspaces. */
export function mayCreateWorkspaces(configuration: Configuration, { appRole }: Session): boolean {
	return configuration.HEPHAESTUS_WORKSPACE_CREATION_POLICY === "SELF_SERVICE" || appRole === "APP_ADMIN";
}

/** Throws the 403 problem for those whom the instance's policy keeps from making workspaces. */
export function requireCreationAllowed(configuration: Configuration, session: Session): void {
	if (mayCreateWorkspaces(configuration, session)) return;
	throw forbidden(
		"workspace_creation_restricted",
		"Only administrators of this instance create workspaces. Ask one, or ask the operator to allow self-service.",
	);
}
