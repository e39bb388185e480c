import type { ApiContext, Runtime } from "../../api-server.ts";
import { canRead } from "../../world/access.ts";
import type { Organization } from "../../world/model.ts";
import { must } from "../../world/world.ts";
import { paged } from "../pages.ts";
import type { Route } from "../route.ts";
import { repositoryShape } from "../shapes/repositories.ts";
import { fullOrganization, simpleOrganization, simpleUser, teamShape } from "../shapes/users.ts";

/** Organisations with their members, teams and repositories. */
export function organizationRoutes(route: Route, runtime: Runtime): void {
	const { world, urls } = runtime;
	const organizationIn = (c: ApiContext): Organization =>
		must(world.findOrganization(c.req.param("org") ?? ""), "no such organisation");

	route("get", "/orgs/{org}", (c) => ({ status: 200, body: fullOrganization(organizationIn(c), world, urls) }));

	route("get", "/orgs/{org}/members", (c) => {
		const role = c.req.query("role");
		const members = world
			.membershipsOf(organizationIn(c).id)
			.filter((row) => !role || role === "all" || row.role === role);
		const { rows, headers } = paged(c, members);
		return { status: 200, body: rows.map((row) => simpleUser(world.users.get(row.userId), urls)), headers };
	});

	route("get", "/orgs/{org}/memberships/{username}", (c) => {
		const organization = organizationIn(c);
		const user = must(world.findUser(c.req.param("username") ?? ""), "no such user");
		const membership = world.membershipsOf(organization.id).find((row) => row.userId === user.id);
		const { role } = must(membership, "not a member");
		const api = `${urls.api}/orgs/${organization.login}`;
		const body = {
			url: `${api}/memberships/${user.login}`,
			state: "active",
			role,
			organization_url: api,
			organization: simpleOrganization(organization, urls),
			user: simpleUser(user, urls),
		};
		return { status: 200, body };
	});

	route("get", "/orgs/{org}/repos", (c) => {
		const seen = world.repositoriesOf(organizationIn(c).id).filter((row) => canRead(world, c.get("caller"), row));
		const { rows, headers } = paged(c, seen);
		return { status: 200, body: rows.map((row) => repositoryShape(row, world, urls)), headers };
	});

	route("get", "/orgs/{org}/teams", (c) => {
		const { rows, headers } = paged(c, world.teamsOf(organizationIn(c).id));
		return { status: 200, body: rows.map((row) => teamShape(row, world, urls)), headers };
	});
}
