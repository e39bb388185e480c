import { type Context, Hono } from "hono";
import { z } from "zod";
import type { Runtime } from "../api-server.ts";
import { layout } from "../pages/layout.ts";
import { createOAuthToken } from "../world/tokens.ts";
import { authorizePage, refusalPage } from "./authorize-page.ts";
import { Codes, sameText, verifierMatches } from "./codes.ts";

const authorization = z.object({
	client_id: z.string(),
	redirect_uri: z.url({ protocol: /^https?$/ }),
	scope: z.string().default(""),
	state: z.string().optional(),
	code_challenge: z.string().optional(),
	code_challenge_method: z.string().optional(),
});
export type Authorization = z.infer<typeof authorization>;

/** GitHub's web flow: authorize, then exchange the code for a token. */
export function createOAuthApp(runtime: Runtime): Hono {
	const codes = new Codes(() => runtime.world.clock.millis());
	const app = new Hono();
	app.get("/login/oauth/authorize", (c) => {
		const request = readAuthorization(runtime, c);
		if (typeof request === "string") return c.html(layout("Authorize", refusalPage(request), true), 400);
		const people = runtime.world.users.values().filter((user) => user.type === "User");
		return c.html(layout("Authorize", authorizePage(request, people), true));
	});
	app.post("/login/oauth/authorize", async (c) => {
		const request = readAuthorization(runtime, c);
		if (typeof request === "string") return c.html(layout("Authorize", refusalPage(request), true), 400);
		const form = await c.req.parseBody();
		if (form.decision === "refuse") return c.redirect(refusal(request));
		const user = runtime.world.findUser(String(form.login ?? ""));
		if (user?.type !== "User") return c.html(layout("Authorize", refusalPage("Choose who signs in."), true), 422);
		const code = codes.issue({
			userId: user.id,
			scopes: request.scope.split(/[\s,]+/).filter(Boolean),
			redirectUri: request.redirect_uri,
			challenge: request.code_challenge ?? null,
		});
		return c.redirect(backTo(request, { code }));
	});
	app.post("/login/oauth/access_token", async (c) => {
		const answer = exchange(runtime, codes, await parameters(c), c.req.header("authorization"));
		const json = c.req.header("accept")?.includes("json") ?? false;
		return json ? c.json(answer) : c.body(new URLSearchParams(answer).toString());
	});
	return app;
}

/** The request in the address, or what is wrong with it in words. */
function readAuthorization(runtime: Runtime, c: Context): Authorization | string {
	const parsed = authorization.safeParse(c.req.query());
	if (!parsed.success) return "The address lacks client_id or a valid redirect_uri.";
	const request = parsed.data;
	if (request.client_id !== runtime.oauth.clientId) return `No OAuth app has the client id "${request.client_id}".`;
	const { callback } = runtime.oauth;
	if (callback && !underCallback(request.redirect_uri, callback)) {
		return "The redirect_uri is not associated with this application.";
	}
	if (request.code_challenge && request.code_challenge_method !== "S256") {
		return "The code_challenge_method must be S256.";
	}
	return request;
}

/** A redirect must keep the callback's origin and stay at or below its path. */
function underCallback(redirect: string, callback: string): boolean {
	const [there, allowed] = [new URL(redirect), new URL(callback)];
	return there.origin === allowed.origin && there.pathname.startsWith(allowed.pathname);
}

function refusal(request: Authorization): string {
	return backTo(request, {
		error: "access_denied",
		error_description: "The user has denied your application access.",
		error_uri:
			"https://docs.github.com/apps/managing-oauth-apps/troubleshooting-authorization-request-errors/#access-denied",
	});
}

function backTo(request: Authorization, parameters: Record<string, string>): string {
	const url = new URL(request.redirect_uri);
	for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
	if (request.state !== undefined) url.searchParams.set("state", request.state);
	return url.toString();
}

async function parameters(c: Context): Promise<Record<string, string>> {
	const isJson = c.req.header("content-type")?.includes("json") ?? false;
	const body: Record<string, unknown> = isJson ? await c.req.json().catch(() => ({})) : await c.req.parseBody();
	return Object.fromEntries(
		Object.entries({ ...c.req.query(), ...body }).map(([name, value]) => [name, String(value)]),
	);
}

/** Answers with a token, or with `error`: always under status 200, as GitHub does. */
function exchange(
	runtime: Runtime,
	codes: Codes,
	given: Record<string, string>,
	header: string | undefined,
): Record<string, string> {
	const [id = "", secret = ""] = header?.startsWith("Basic ")
		? Buffer.from(header.slice(6), "base64").toString().split(":").map(decodeURIComponent)
		: [given.client_id, given.client_secret];
	const known = sameText(id, runtime.oauth.clientId) && sameText(secret, runtime.oauth.clientSecret);
	if (!known)
		return oauthError("incorrect_client_credentials", "The client_id and/or client_secret passed are incorrect.");
	const grant = codes.redeem(given.code ?? "");
	const badCode = () => oauthError("bad_verification_code", "The code passed is incorrect or expired.");
	if (!grant) return badCode();
	if (given.redirect_uri && given.redirect_uri !== grant.redirectUri) {
		return oauthError(
			"redirect_uri_mismatch",
			"The redirect_uri MUST match the registered callback URL for this application.",
		);
	}
	if (grant.challenge && !verifierMatches(given.code_verifier ?? "", grant.challenge)) return badCode();
	const token = createOAuthToken(runtime.world, grant.userId, grant.scopes);
	return { access_token: token, scope: grant.scopes.join(","), token_type: "bearer" };
}

function oauthError(error: string, description: string): Record<string, string> {
	const uri = `https://docs.github.com/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/#${error.replaceAll("_", "-")}`;
	return { error, error_description: description, error_uri: uri };
}
