import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createGunzip } from "node:zlib";
import { ANONYMOUS, type Caller, callerOf, canRead, canWrite } from "../world/access.ts";
import type { Repository } from "../world/model.ts";
import type { World } from "../world/world.ts";
import { GIT_ENVIRONMENT, type GitStore } from "./git-store.ts";

const PATH = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack|git-receive-pack)$/;

type Service = "git-upload-pack" | "git-receive-pack";

export interface GitHttpOptions {
	world: World;
	store: GitStore;
	/** Called after a push, with the branch tips before and after it. */
	onPush(
		repository: Repository,
		caller: Caller,
		before: Map<string, string>,
		after: Map<string, string>,
	): Promise<void>;
}

/** Whether a request is for git rather than for the pages and the API. */
export function isGitRequest(request: IncomingMessage): boolean {
	return PATH.test(pathOf(request));
}

/** Serves clone, fetch and push with the real git in its stateless mode. */
export async function serveGit(
	options: GitHttpOptions,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const [, owner, name, action] = PATH.exec(pathOf(request)) ?? [];
	const service = serviceOf(request, action ?? "");
	if (!service) return refuse(response, 403, "Please upgrade your git client.\n");
	const caller = authenticate(options.world, request);
	if (!caller) return refuse(response, 401, "Invalid username or token.\n");
	const repository = options.world.findRepository(`${owner}/${name}`);
	const writes = service === "git-receive-pack";
	const seen = repository?.hasGit && canRead(options.world, caller, repository);
	if (caller === ANONYMOUS && (!seen || writes)) return refuse(response, 401, "Authentication required.\n");
	if (!repository || !seen) return refuse(response, 404, "Repository not found.\n");
	if (writes && !canWrite(options.world, caller, repository)) {
		return refuse(response, 403, `Permission to ${owner}/${name}.git denied to ${caller.user?.login}.\n`);
	}
	const folder = options.store.folder(repository.id);
	if (action === "info/refs") return advertise(service, folder, request, response);
	const before = writes ? await options.store.branches(repository.id) : new Map<string, string>();
	await exchange(service, folder, request, response);
	// Who pushed hears that it is done once the world knows of it.
	if (writes) await options.onPush(repository, caller, before, await options.store.branches(repository.id));
	response.end();
}

function serviceOf(request: IncomingMessage, action: string): Service | undefined {
	const named = action === "info/refs" ? new URL(request.url ?? "/", "http://git").searchParams.get("service") : action;
	return named === "git-upload-pack" || named === "git-receive-pack" ? named : undefined;
}

/** GitHub takes a token as the password, with any user name. Undefined for a token that is no good. */
function authenticate(world: World, request: IncomingMessage): Caller | undefined {
	const header = request.headers.authorization;
	if (!header) return ANONYMOUS;
	const [scheme = "", value = ""] = header.split(" ");
	if (scheme.toLowerCase() === "bearer") return callerOf(world, value);
	const [user = "", password = ""] = Buffer.from(value, "base64").toString().split(":");
	return callerOf(world, password === "x-oauth-basic" || password === "" ? user : password);
}

function advertise(
	service: Service,
	folder: string,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const heading = `# service=${service}\n`;
	response.writeHead(200, {
		"content-type": `application/x-${service}-advertisement`,
		"cache-control": "no-cache, max-age=0, must-revalidate",
	});
	response.write(`${(heading.length + 4).toString(16).padStart(4, "0")}${heading}0000`);
	const child = start(service, ["--http-backend-info-refs"], folder, request);
	child.stdin.end();
	child.stdout.pipe(response);
	return ended(child);
}

function exchange(service: Service, folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
	response.writeHead(200, { "content-type": `application/x-${service}-result`, "cache-control": "no-cache" });
	const child = start(service, [], folder, request);
	const body = request.headers["content-encoding"] === "gzip" ? request.pipe(createGunzip()) : request;
	body.on("error", () => child.kill());
	child.stdin.on("error", () => body.unpipe(child.stdin));
	body.pipe(child.stdin);
	child.stdout.pipe(response, { end: false });
	return ended(child);
}

function start(service: Service, args: string[], folder: string, request: IncomingMessage) {
	const protocol = request.headers["git-protocol"];
	const env = { ...GIT_ENVIRONMENT, ...(typeof protocol === "string" ? { GIT_PROTOCOL: protocol } : {}) };
	const program = service.replace(/^git-/, "");
	return spawn("git", [program, "--stateless-rpc", ...args, folder], { env, stdio: ["pipe", "pipe", "ignore"] });
}

function ended(child: ReturnType<typeof start>): Promise<void> {
	return new Promise((resolve, reject) => {
		child.on("error", reject);
		child.on("close", () => resolve());
	});
}

function refuse(response: ServerResponse, status: number, message: string): void {
	const challenge = status === 401 ? { "www-authenticate": 'Basic realm="GitHub"' } : {};
	response.writeHead(status, { "content-type": "text/plain", ...challenge }).end(message);
}

function pathOf(request: IncomingMessage): string {
	return decodeURIComponent((request.url ?? "/").split("?")[0] ?? "/");
}
