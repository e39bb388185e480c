import { z } from "zod";
import type { ApiContext, Runtime } from "../../api-server.ts";
import { toStamp } from "../../world/clock.ts";
import type { Installation } from "../../world/model.ts";
import { Refusal } from "../../world/refusal.ts";
import { createInstallationToken } from "../../world/tokens.ts";
import { must } from "../../world/world.ts";
import { appIn, installationIn, numberIn } from "../lookup.ts";
import { paged } from "../pages.ts";
import type { Route } from "../route.ts";
import { appShape, deliveryItem, deliveryShape, installationShape } from "../shapes/apps.ts";
import { repositoryShape } from "../shapes/repositories.ts";

const tokenRequest = z.object({
	repositories: z.array(z.string()).optional(),
	repository_ids: z.array(z.number()).optional(),
});

/** What an App does with its JWT, and an installation with its token. */
export function appRoutes(route: Route, runtime: Runtime): void {
	const { world, urls } = runtime;
	const ownInstallation = (c: ApiContext): Installation => {
		const found = world.installations.find(numberIn(c, "installation_id"));
		return must(found?.appId === appIn(c).id ? found : undefined, "no such installation");
	};
	const ownDelivery = (c: ApiContext) => {
		const found = world.deliveries.find(numberIn(c, "delivery_id"));
		return must(found?.hook === `app/${appIn(c).id}` ? found : undefined, "no such delivery");
	};

	route("get", "/app", (c) => ({ status: 200, body: appShape(appIn(c), runtime) }));

	route("get", "/app/installations", (c) => {
		const own = world.installations.values().filter((row) => row.appId === appIn(c).id);
		const { rows, headers } = paged(c, own);
		return { status: 200, body: rows.map((row) => installationShape(row, runtime)), headers };
	});

	route("get", "/app/installations/{installation_id}", (c) => ({
		status: 200,
		body: installationShape(ownInstallation(c), runtime),
	}));

	route("get", "/orgs/{org}/installation", (c) => {
		const organization = must(world.findOrganization(c.req.param("org") ?? ""), "no such organisation");
		const found = world.installationsOf(organization.id).find((row) => row.appId === appIn(c).id);
		return { status: 200, body: installationShape(must(found, "not installed"), runtime) };
	});

	route("get", "/repos/{owner}/{repo}/installation", (c) => {
		const app = appIn(c);
		const repository = must(world.findRepository(`${c.req.param("owner")}/${c.req.param("repo")}`), "no repository");
		const found = world
			.installationsOf(repository.organizationId)
			.find((row) => row.appId === app.id && (row.repositoryIds?.includes(repository.id) ?? true));
		return { status: 200, body: installationShape(must(found, "not installed"), runtime) };
	});

	route("post", "/app/installations/{installation_id}/access_tokens", async (c) => {
		const installation = ownInstallation(c);
		if (installation.suspendedAt) throw new Refusal("FORBIDDEN", "This installation has been suspended");
		const request = tokenRequest.parse(await c.req.json().catch(() => ({})));
		const wanted = wantedRepositories(runtime, installation, request);
		const token = createInstallationToken(world, installation, wanted);
		const body = {
			token: token.value,
			expires_at: toStamp(token.expiresAt ?? 0),
			permissions: appIn(c).permissions,
			repository_selection: wanted || installation.repositoryIds ? "selected" : "all",
			...(wanted ? { repositories: wanted.map((id) => repositoryShape(world.repositories.get(id), world, urls)) } : {}),
		};
		return { status: 201, body };
	});

	route("get", "/installation/repositories", (c) => {
		const limited = c.get("caller").token?.repositoryIds;
		const held = world.repositoriesOfInstallation(installationIn(c)).filter((row) => limited?.includes(row.id) ?? true);
		const { rows, headers } = paged(c, held);
		const repositories = rows.map((row) => repositoryShape(row, world, urls));
		return { status: 200, body: { total_count: held.length, repositories }, headers };
	});

	route("get", "/app/hook/deliveries", (c) => {
		const own = world.deliveriesOf(`app/${appIn(c).id}`).toReversed();
		const { rows, headers } = byCursor(c, own);
		return { status: 200, body: rows.map(deliveryItem), headers };
	});

	route("get", "/app/hook/deliveries/{delivery_id}", (c) => ({ status: 200, body: deliveryShape(ownDelivery(c)) }));

	route("post", "/app/hook/deliveries/{delivery_id}/attempts", (c) => {
		const delivery = ownDelivery(c);
		runtime.dispatcher.redeliver(delivery);
		return { status: 202, body: {} };
	});
}

/** Repositories that a token is asked to be limited to. @throws Refusal for one outside the installation */
function wantedRepositories(
	{ world }: Runtime,
	installation: Installation,
	request: z.infer<typeof tokenRequest>,
): number[] | null {
	if (!request.repositories && !request.repository_ids) return null;
	const held = world.repositoriesOfInstallation(installation);
	const named = (request.repositories ?? []).map((name) => held.find((row) => row.name === name)?.id);
	const wanted = [...named, ...(request.repository_ids ?? [])];
	const ids = wanted.filter((id) => id !== undefined && held.some((row) => row.id === id));
	if (ids.length === wanted.length) return ids.filter((id) => id !== undefined);
	const message =
		"There is at least one repository that does not exist or is not accessible to the parent installation.";
	throw new Refusal("UNPROCESSABLE", message);
}

/** Deliveries are paged by a cursor rather than by number: the id of the last one seen. */
export function byCursor<T extends { id: number }>(
	c: ApiContext,
	newestFirst: readonly T[],
): { rows: T[]; headers: Record<string, string> } {
	const size = Math.min(Number(c.req.query("per_page")) || 30, 100);
	const cursor = Number(c.req.query("cursor")) || Number.MAX_SAFE_INTEGER;
	const beyond = newestFirst.filter((row) => row.id < cursor);
	const rows = beyond.slice(0, size);
	const last = rows.at(-1);
	if (!last || beyond.length <= size) return { rows, headers: {} };
	const url = new URL(c.req.url);
	url.searchParams.set("cursor", String(last.id));
	return { rows, headers: { link: `<${url}>; rel="next"` } };
}
