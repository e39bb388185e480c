import type { Runtime } from "../../api-server.ts";
import { canRead } from "../../world/access.ts";
import { must } from "../../world/world.ts";
import { actor } from "../lookup.ts";
import { paged } from "../pages.ts";
import type { Route } from "../route.ts";
import { installationShape } from "../shapes/apps.ts";
import { repositoryShape } from "../shapes/repositories.ts";
import { profile, simpleOrganization } from "../shapes/users.ts";

/** The signed-in person, and people by name. */
export function accountRoutes(route: Route, runtime: Runtime): void {
	const { world, urls } = runtime;

	route("get", "/user", (c) => ({ status: 200, body: profile(actor(c), urls, true) }));

	route("get", "/user/emails", (c) => {
		const { email } = actor(c);
		const body = email ? [{ email, primary: true, verified: true, visibility: "private" }] : [];
		return { status: 200, body };
	});

	route("get", "/user/orgs", (c) => {
		const user = actor(c);
		const joined = world.organizations
			.values()
			.filter((row) => world.membershipsOf(row.id).some((member) => member.userId === user.id));
		const { rows, headers } = paged(c, joined);
		return { status: 200, body: rows.map((row) => simpleOrganization(row, urls)), headers };
	});

	route("get", "/user/repos", (c) => {
		const user = actor(c);
		const joined = world.organizations
			.values()
			.filter((row) => world.membershipsOf(row.id).some((member) => member.userId === user.id))
			.flatMap((row) => world.repositoriesOf(row.id))
			.filter((row) => canRead(world, c.get("caller"), row));
		const { rows, headers } = paged(c, joined);
		return { status: 200, body: rows.map((row) => repositoryShape(row, world, urls)), headers };
	});

	route("get", "/user/installations", (c) => {
		const user = actor(c);
		const seen = world.installations
			.values()
			.filter((row) => world.membershipsOf(row.organizationId).some((member) => member.userId === user.id));
		const { rows, headers } = paged(c, seen);
		const installations = rows.map((row) => installationShape(row, runtime));
		return { status: 200, body: { total_count: seen.length, installations }, headers };
	});

	route("get", "/users/{username}", (c) => {
		const user = must(world.findUser(c.req.param("username") ?? ""), "no such user");
		return { status: 200, body: profile(user, urls, false) };
	});
}
