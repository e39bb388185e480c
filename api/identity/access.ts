import { createMiddleware } from "hono/factory";
import type { ApiEnv, ApiVariables } from "../operations/env.ts";
import { currentSession, type Session } from "./session.ts";

/*
 * Every route spreads exactly one access rule into its definition: the rule both guards the route and declares itself
 * in the OpenAPI document (`x-access`), so that neither can be forgotten alone.
 */

export interface SignedInEnv {
	Variables: ApiVariables & { session: Session };
}

const requireSession = createMiddleware<SignedInEnv>(async (c, next) => {
	c.set("session", await currentSession(c));
	await next();
});

/** Anyone, signed in or not. */
export const open = {
	"x-access": "OPEN" as const,
	middleware: createMiddleware<ApiEnv>(async (_, next) => await next()),
};

/** Whoever holds a live session; others get 401. */
export const signedIn = {
	"x-access": "SIGNED_IN" as const,
	security: [{ session: [] }],
	middleware: requireSession,
};
