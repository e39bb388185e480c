import { z } from "zod";
import type { ApiContext, Runtime } from "../../api-server.ts";
import { permissionOf } from "../../world/access.ts";
import type { Hook } from "../../world/model.ts";
import { Refusal } from "../../world/refusal.ts";
import { must } from "../../world/world.ts";
import { mayAdminister, numberIn, repositoryIn } from "../lookup.ts";
import { paged } from "../pages.ts";
import type { Route } from "../route.ts";
import { deliveryItem, deliveryShape, hookShape } from "../shapes/apps.ts";
import { fullRepository, labelShape } from "../shapes/repositories.ts";
import { commitShape } from "../shapes/reviews.ts";
import { simpleUser } from "../shapes/users.ts";
import { byCursor } from "./apps.ts";

const LEGACY_PERMISSION = { pull: "read", triage: "read", push: "write", maintain: "write", admin: "admin" } as const;
const ROLE = { pull: "read", triage: "triage", push: "write", maintain: "maintain", admin: "admin" } as const;

/** Repositories, their collaborators and their hooks. */
export function repositoryRoutes(route: Route, runtime: Runtime): void {
	const { world, urls } = runtime;

	route("get", "/repos/{owner}/{repo}", (c) => ({
		status: 200,
		body: fullRepository(repositoryIn(runtime, c), world, urls),
	}));

	route("get", "/repos/{owner}/{repo}/labels", (c) => {
		const { rows, headers } = paged(c, world.labelsOf(repositoryIn(runtime, c).id));
		return { status: 200, body: rows.map((row) => labelShape(row, world, urls)), headers };
	});

	route("get", "/repos/{owner}/{repo}/commits", async (c) => {
		const repository = repositoryIn(runtime, c);
		if (!repository.hasGit) return { status: 200, body: [] };
		const from = c.req.query("sha") ?? repository.defaultBranch;
		const sha = must(await runtime.store.resolve(repository.id, from), "no such commit");
		const commits = (await runtime.store.commits(repository.id, null, sha, 1000)).reverse();
		const { rows, headers } = paged(c, commits);
		return { status: 200, body: rows.map((row) => commitShape(row, repository, runtime)), headers };
	});

	route("get", "/repos/{owner}/{repo}/collaborators/{username}/permission", (c) => {
		const repository = repositoryIn(runtime, c);
		const user = must(world.findUser(c.req.param("username") ?? ""), "no such user");
		const permission = permissionOf(world, user, repository);
		const body = {
			permission: permission ? LEGACY_PERMISSION[permission] : "none",
			role_name: permission ? ROLE[permission] : "none",
			user: { ...simpleUser(user, urls), role_name: permission ? ROLE[permission] : "none" },
		};
		return { status: 200, body };
	});

	hookRoutes(route, runtime);
}

const hookConfig = z.object({
	url: z.string().optional(),
	secret: z.string().optional(),
	content_type: z.string().optional(),
	insecure_ssl: z.union([z.string(), z.number()]).optional(),
});
const hookRequest = z.object({
	config: hookConfig.default({}),
	events: z.array(z.string()).optional(),
	active: z.boolean().optional(),
});

function hookRoutes(route: Route, runtime: Runtime): void {
	const { world } = runtime;
	const base = "/repos/{owner}/{repo}/hooks";
	const repositoryFor = (c: ApiContext) => {
		const repository = repositoryIn(runtime, c);
		mayAdminister(runtime, c, repository);
		return repository;
	};
	const hookIn = (c: ApiContext): Hook => {
		const repository = repositoryFor(c);
		const hook = world.hooks.find(numberIn(c, "hook_id"));
		return must(hook?.repositoryId === repository.id ? hook : undefined, "no such hook");
	};
	const deliveryIn = (c: ApiContext) => {
		const hook = hookIn(c);
		const delivery = world.deliveries.find(numberIn(c, "delivery_id"));
		return must(delivery?.hook === `hook/${hook.id}` ? delivery : undefined, "no such delivery");
	};
	const shape = (hook: Hook) => hookShape(hook, world.deliveriesOf(`hook/${hook.id}`).at(-1), runtime);

	route("get", base, (c) => {
		const { rows, headers } = paged(c, world.hooksOf(repositoryFor(c).id));
		return { status: 200, body: rows.map(shape), headers };
	});

	route("post", base, async (c) => {
		const repository = repositoryFor(c);
		const { config, events, active } = hookRequest.parse(await c.req.json());
		if (!URL.canParse(config.url ?? "")) throw invalidHook("is missing a valid URL");
		if (world.hooksOf(repository.id).some((row) => row.url === config.url)) {
			throw invalidHook("Hook already exists on this repository");
		}
		const at = world.clock.stamp();
		const hook = world.hooks.insert({
			id: world.nextId("hook", 800_001),
			repositoryId: repository.id,
			url: config.url ?? "",
			secret: config.secret ?? null,
			events: events ?? ["push"],
			active: active ?? true,
			contentType: config.content_type === "json" ? "json" : "form",
			insecureSsl: String(config.insecure_ssl ?? "0") === "1",
			createdAt: at,
			updatedAt: at,
		});
		world.version += 1;
		runtime.dispatcher.ping(hook);
		return { status: 201, body: shape(hook) };
	});

	route("get", `${base}/{hook_id}`, (c) => ({ status: 200, body: shape(hookIn(c)) }));

	route("patch", `${base}/{hook_id}`, async (c) => {
		const hook = hookIn(c);
		const { config, events, active } = hookRequest.parse(await c.req.json());
		if (config.url !== undefined) hook.url = config.url;
		if (config.secret !== undefined) hook.secret = config.secret;
		if (config.content_type !== undefined) hook.contentType = config.content_type === "json" ? "json" : "form";
		if (events) hook.events = events;
		if (active !== undefined) hook.active = active;
		hook.updatedAt = world.clock.stamp();
		world.version += 1;
		return { status: 200, body: shape(hook) };
	});

	route("delete", `${base}/{hook_id}`, (c) => {
		world.hooks.remove(hookIn(c));
		world.version += 1;
		return { status: 204 };
	});

	route("get", `${base}/{hook_id}/deliveries`, (c) => {
		const { rows, headers } = byCursor(c, world.deliveriesOf(`hook/${hookIn(c).id}`).toReversed());
		return { status: 200, body: rows.map(deliveryItem), headers };
	});

	route("get", `${base}/{hook_id}/deliveries/{delivery_id}`, (c) => ({
		status: 200,
		body: deliveryShape(deliveryIn(c)),
	}));

	route("post", `${base}/{hook_id}/deliveries/{delivery_id}/attempts`, (c) => {
		runtime.dispatcher.redeliver(deliveryIn(c));
		return { status: 202, body: {} };
	});
}

function invalidHook(message: string): Refusal {
	return new Refusal("UNPROCESSABLE", "Validation Failed", [{ resource: "Hook", code: "custom", message }]);
}
