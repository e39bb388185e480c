import { type Context, Hono } from "hono";
import { z } from "zod";
import { problem, type Runtime } from "../api-server.ts";
import { diffOf } from "../git/pull-request-branches.ts";
import { openScenario } from "../seed/open-scenario.ts";
import { Refusal } from "../world/refusal.ts";
import { isPullRequest, must } from "../world/world.ts";
import { conversationPage } from "./conversation.ts";
import { homePage } from "./home.ts";
import { avatarSvg, layout } from "./layout.ts";

const openRequest = z.object({ scenario: z.string().optional(), repository: z.string().optional() });

/** Pages for people who want to look, and the button that makes a pull request happen. */
export function createPages(runtime: Runtime): Hono {
	const { world } = runtime;
	const app = new Hono();

	app.get("/", (c) => c.html(layout("Organisation", homePage(runtime))));

	app.get("/avatars/:kind/:id", (c) => {
		const id = Number(c.req.param("id"));
		const name = world.users.find(id)?.name ?? world.organizations.find(id)?.name ?? world.users.find(id)?.login ?? "?";
		const initials = name.split(/\s+/).map((part) => part.slice(0, 1).toUpperCase());
		const headers = { "content-type": "image/svg+xml", "cache-control": "public, max-age=3600" };
		return c.body(avatarSvg(id, initials.slice(0, 2).join("")), 200, headers);
	});

	const conversation = async (c: Context) => {
		const repository = must(world.findRepository(`${c.req.param("owner")}/${c.req.param("repo")}`), "repository");
		const item = must(world.findItem(repository.id, Number(c.req.param("number"))), "issue or pull request");
		const diff = isPullRequest(item) ? await diffOf(runtime, item) : [];
		return c.html(layout(item.title, conversationPage(runtime, item, diff)));
	};
	for (const kind of ["pull", "pulls", "issues"]) app.get(`/:owner/:repo/${kind}/:number{\\d+}`, conversation);

	app.post("/simulator/open-pr", async (c) => {
		const isJson = c.req.header("content-type")?.includes("json") ?? false;
		const given: unknown = isJson ? await c.req.json().catch(() => ({})) : await c.req.parseBody();
		const pull = await openScenario(runtime, openRequest.parse(given));
		const repository = world.fullName(world.repositories.get(pull.repositoryId));
		const url = `${runtime.urls.web}/${repository}/pull/${pull.number}`;
		const isForm = c.req.header("accept")?.includes("text/html") ?? false;
		return isForm ? c.redirect(url, 303) : c.json({ url, number: pull.number, repository, title: pull.title }, 201);
	});

	app.post("/simulator/deliveries/:id/redeliver", async (c) => {
		const delivery = must(world.deliveries.find(Number(c.req.param("id"))), "no such delivery");
		await runtime.dispatcher.redeliver(delivery);
		return c.redirect("/#deliveries", 303);
	});

	app.onError((error, c) => {
		if (error instanceof Refusal) {
			const status = error.kind === "NOT_FOUND" ? 404 : 422;
			return c.json(problem(error.message, status), status);
		}
		runtime.complaints.push(`${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
		return c.json(problem(error.message, 500), 500);
	});
	return app;
}
