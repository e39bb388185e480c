import { findMembership } from "@hephaestus/db/workspaces/find-membership.ts";
import { createMiddleware } from "hono/factory";
import { currentSession, type Session } from "../identity/session.ts";
import type { ApiVariables } from "../operations/env.ts";
import { forbidden, invalid, notFound } from "../operations/problem-error.ts";
import { messagesByField } from "../operations/room.ts";
import { workspaceParams } from "../operations/schema.ts";

export type WorkspaceRole = "OWNER" | "ADMIN" | "MEMBER";

/** The workspace of the request and what the caller is in it. */
export interface WorkspaceAccess {
	id: number;
	slug: string;
	role: WorkspaceRole;
}

export interface MemberEnv {
	Variables: ApiVariables & { session: Session; workspace: WorkspaceAccess };
}

const RANK: Record<WorkspaceRole, number> = { MEMBER: 0, ADMIN: 1, OWNER: 2 };

// The only way to a workspace: slug → membership → role. A stranger's answer is that of an unknown slug.
function requireRole(minimum: WorkspaceRole) {
	return createMiddleware<MemberEnv>(async (c, next) => {
		const session = await currentSession(c);
		const params = workspaceParams.safeParse(c.req.param());
		if (!params.success) throw invalid(messagesByField(params.error));
		const { workspaceSlug } = params.data;
		const membership = await findMembership(c.var.deps.db, { slug: workspaceSlug, accountId: session.accountId });
		if (membership === null) throw notFound("workspace");
		const role = lifted(membership.role, session);
		if (RANK[role] < RANK[minimum])
			throw forbidden("role_required", `This needs the role ${minimum} in the workspace; you are ${role}.`);
		c.set("session", session);
		c.set("workspace", { id: membership.workspaceId, slug: workspaceSlug, role });
		await next();
	});
}

// An instance admin who is a member acts as its administrator, never as its owner, and nowhere else.
function lifted(role: WorkspaceRole, { appRole }: Session): WorkspaceRole {
	return appRole === "APP_ADMIN" && role === "MEMBER" ? "ADMIN" : role;
}

/** Members of the workspace in the path; anybody else gets 404. */
export const member = {
	"x-access": "MEMBER" as const,
	security: [{ session: [] }],
	middleware: requireRole("MEMBER"),
};

/** Administrators and owners of the workspace in the path; other members get 403. */
export const admin = {
	"x-access": "ADMIN" as const,
	security: [{ session: [] }],
	middleware: requireRole("ADMIN"),
};
