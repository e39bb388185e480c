import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { json } from "node:stream/consumers";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { ensureBuiltPages } from "./built-pages.ts";
import { answer, problem } from "./fake-api.ts";
import { createWorld, type World } from "./world.ts";

/** As strict as the real server's, so that what it forbids fails here first. */
const contentSecurityPolicy =
	"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' https: data:; connect-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";
const contentTypes: Record<string, string> = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript",
	".css": "text/css",
	".svg": "image/svg+xml",
	".woff2": "font/woff2",
};
const chromiumArguments = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--no-first-run",
];

export interface TestApp {
	url: string;
	/** What the API answers from; replace it for each test. */
	world: World;
	/** A fresh browser profile on a fresh world; fails the test that leaves an error in the console. */
	open(options?: {
		world?: Partial<World>;
		viewport?: { width: number; height: number };
		dark?: boolean;
	}): Promise<Page>;
	/** Sends a live event to every open page. */
	announce(type: "sync" | "pull-request" | "review", id?: string): void;
	/** Ends the event streams, as a restart of the server would. */
	dropStreams(): void;
	/** Errors that pages reported since they were opened. */
	pageErrors: string[];
	stop(): Promise<void>;
}

/** The built app behind a small server with a fake API, and a browser to look at it with. */
export async function startTestApp(): Promise<TestApp> {
	const dist = await ensureBuiltPages();
	const streams = new Set<ServerResponse>();
	const contexts: BrowserContext[] = [];
	const app: Pick<TestApp, "world" | "pageErrors"> = { world: createWorld(), pageErrors: [] };

	const server = createServer((request, response) => {
		const url = new URL(request.url ?? "/", "http://test");
		if (url.pathname.endsWith("/events")) return stream(response, streams);
		const work = url.pathname.startsWith("/api/") ? api(app.world, request, response, url) : file(dist, response, url);
		work.catch((error) => response.writeHead(500).end(String(error)));
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("The test server has no port.");
	const url = `http://127.0.0.1:${address.port}`;
	const browser: Browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: chromiumArguments });

	return Object.assign(app, {
		url,
		async open({ world = {}, viewport = { width: 1280, height: 800 }, dark = false } = {}) {
			app.world = createWorld(world);
			app.pageErrors.length = 0;
			await contexts.pop()?.close();
			const context = await browser.newContext({
				viewport,
				baseURL: url,
				colorScheme: dark ? "dark" : "light",
				reducedMotion: "reduce",
			});
			context.setDefaultTimeout(30_000);
			contexts.push(context);
			const page = await context.newPage();
			page.on("pageerror", (error) => app.pageErrors.push(error.message));
			page.on("console", (message) => {
				if (message.type() === "error" && !message.text().includes("Failed to load resource"))
					app.pageErrors.push(message.text());
			});
			return page;
		},
		announce(type, id = "1") {
			for (const each of streams) each.write(`event: ${type}\ndata: ${JSON.stringify({ id })}\n\n`);
		},
		dropStreams() {
			for (const each of streams) each.destroy();
		},
		async stop() {
			await browser.close();
			for (const each of streams) each.destroy();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	} satisfies Omit<TestApp, "world" | "pageErrors">);
}

function stream(response: ServerResponse, streams: Set<ServerResponse>): void {
	response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
	response.write("retry: 200\n\n");
	streams.add(response);
	response.on("close", () => streams.delete(response));
}

async function api(world: World, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
	const method = request.method ?? "GET";
	const cookie = /XSRF-TOKEN=([^;]+)/.exec(request.headers.cookie ?? "")?.[1];
	if (!cookie) response.setHeader("set-cookie", "XSRF-TOKEN=test-token; Path=/; SameSite=Lax");
	const isChange = method !== "GET";
	if (isChange) world.changes.push(`${method} ${url.pathname}`);
	const body = isChange && request.headers["content-type"] === "application/json" ? await json(request) : undefined;
	const isForged = isChange && (cookie === undefined || request.headers["x-xsrf-token"] !== cookie);
	const {
		status,
		body: content,
		headers,
	} = isForged
		? problem(403, "csrf_token_mismatch", "Send the cookie's value in the header.")
		: answer(world, method, url, body);
	response.writeHead(status, { "content-type": "application/json", ...headers });
	response.end(content === undefined ? undefined : JSON.stringify(content));
}

/** A built file, or the app itself for every address that is a page. */
async function file(dist: string, response: ServerResponse, url: URL): Promise<void> {
	const wanted = extname(url.pathname) ? normalize(url.pathname) : "/index.html";
	const content = await readFile(join(dist, wanted)).catch(() => null);
	if (content === null) {
		response.writeHead(404).end();
		return;
	}
	response.writeHead(200, {
		"content-type": contentTypes[extname(wanted)] ?? "application/octet-stream",
		"content-security-policy": contentSecurityPolicy,
	});
	response.end(content);
}
