import { Hono } from "hono";
import type { Runtime } from "../api-server.ts";
import { avatarSvg } from "./layout.ts";

export function createPages(runtime: Runtime): Hono {
	const app = new Hono();
	app.get("/avatars/u/:id", (c) => {
		const id = Number(c.req.param("id"));
		const name = runtime.world.users.find(id)?.name ?? runtime.world.organizations.find(id)?.name ?? "?";
		const initials = name
			.split(/\s+/)
			.map((part) => part[0])
			.slice(0, 2)
			.join("");
		return c.body(avatarSvg(id, initials), 200, {
			"content-type": "image/svg+xml",
			"cache-control": "public, max-age=86400",
		});
	});
	return app;
}
