import type { Context } from "hono";
import type { Logger } from "pino";
import type { ApiDependencies } from "../dependencies.ts";

/** What every handler finds in its context (`c.var`); access rules add to it (identity and workspaces `access.ts`). */
export interface ApiVariables {
	deps: ApiDependencies;
	/** Carries the request's and the trace's id. */
	log: Logger;
	requestId: string;
}

export interface ApiEnv {
	Variables: ApiVariables;
}

/**
 * The variables that createApp sets before any route. Hono's context is invariant in its variables, so helpers that
 * serve routes under every access rule take the untyped `Context` and read it through here.
 */
export function variablesOf(c: Context): ApiVariables {
	const { deps, log, requestId } = c.var;
	return { deps, log, requestId };
}
