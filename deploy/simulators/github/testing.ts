import { generateKeyPairSync, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { GitHubSimulator } from "./simulator.ts";

/** Tools of the simulator's own tests. */

export interface Received {
	headers: IncomingHttpHeaders;
	body: string;
}

/** A receiver of webhooks that keeps what comes and answers 202. */
export async function startReceiver(): Promise<{ url: string; received: Received[]; stop(): void }> {
	const received: Received[] = [];
	const server = createServer(async (request, response) => {
		let body = "";
		for await (const chunk of request.setEncoding("utf8")) body += chunk;
		received.push({ headers: request.headers, body });
		response.writeHead(202).end();
	});
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const stop = () => {
		server.close();
		server.closeAllConnections();
	};
	return { url: `http://127.0.0.1:${port}/hook`, received, stop };
}

export interface Answered {
	status: number;
	headers: Headers;
	/** The parsed body, null where there is none. */
	body: unknown;
}

/** A client of the REST and GraphQL API with a token; `ada`'s where none is given. */
export function clientOf(simulator: GitHubSimulator, token = simulator.tokenFor("ada")) {
	const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
		const url = path.startsWith("http") ? path : `${simulator.url}/api/v3${path}`;
		const content = body === undefined ? {} : { body: JSON.stringify(body) };
		const response = await fetch(url, {
			method,
			headers: { authorization: `Bearer ${token}`, ...headers },
			...content,
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, body: text === "" ? null : JSON.parse(text) };
	};
	return {
		send: send as (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answered>,
		get: (path: string, headers: Record<string, string> = {}): Promise<Answered> =>
			send("GET", path, undefined, headers),
		query: (query: string, variables: Record<string, unknown> = {}): Promise<Answered> =>
			send("POST", `${simulator.url}/api/graphql`, { query, variables }),
	};
}

/** What lies at a path in an answer, such as `dig(body, "data.viewer.login")`; undefined where there is nothing. */
export function dig(value: unknown, path: string): unknown {
	let here = value;
	for (const name of path.split("."))
		here = typeof here === "object" && here !== null ? Reflect.get(here, name) : undefined;
	return here;
}

/** A list in an answer, empty where there is none. */
export function list(value: unknown, path?: string): unknown[] {
	const found = path === undefined ? value : dig(value, path);
	return Array.isArray(found) ? found : [];
}

/** A key pair for an App, and the JWTs it signs. */
export function appKeys(id: number) {
	const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
	const jwt = ({ issuer = id, lifetime = 540, key = privateKey } = {}) => {
		const now = Math.floor(Date.now() / 1000);
		const head = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iat: now - 60, exp: now + lifetime, iss: issuer })}`;
		return `${head}.${sign("RSA-SHA256", Buffer.from(head), key).toString("base64url")}`;
	};
	return { publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(), jwt };
}
