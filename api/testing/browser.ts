import type { Hono } from "hono";
import type { ApiEnv } from "../operations/env.ts";

type App = Pick<Hono<ApiEnv>, "request">;

/** A person's browser as far as the API sees one: it keeps cookies and repeats the CSRF token on changes. */
export class Browser {
	readonly cookies = new Map<string, string>();
	readonly #app: App;

	constructor(app: App) {
		this.#app = app;
	}

	async get(path: string, headers: Record<string, string> = {}): Promise<Response> {
		return await this.send("GET", path, { headers });
	}

	/** A change as the web application makes it; a `body` travels as JSON. */
	async change(method: "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<Response> {
		if (!this.cookies.has("XSRF-TOKEN")) await this.get("/api/identity-providers");
		return await this.send(method, path, {
			headers: {
				"X-XSRF-TOKEN": this.cookies.get("XSRF-TOKEN") ?? "",
				...(body !== undefined && { "Content-Type": "application/json" }),
			},
			...(body !== undefined && { body: JSON.stringify(body) }),
		});
	}

	/** Sends exactly this, with the cookies, and keeps what the answer sets. */
	async send(
		method: string,
		path: string,
		init: { headers: Record<string, string>; body?: string },
	): Promise<Response> {
		const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
		const response = await this.#app.request(path, { ...init, method, headers: { Cookie: cookie, ...init.headers } });
		for (const line of response.headers.getSetCookie()) this.#keep(line);
		return response;
	}

	#keep(line: string): void {
		const [pair = "", ...attributes] = line.split("; ");
		const [name = "", value = ""] = pair.split("=");
		if (attributes.includes("Max-Age=0")) this.cookies.delete(name);
		else this.cookies.set(name, value);
	}
}
