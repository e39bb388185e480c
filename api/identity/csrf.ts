import { randomBytes, timingSafeEqual } from "node:crypto";
import { getCookie, setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import type { ApiEnv } from "../operations/env.ts";
import { forbidden } from "../operations/problem-error.ts";
import { cookieNames, cookieOptions } from "./cookies.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS", "TRACE"]);

/**
 * Double submit: whatever changes state must repeat the token cookie in `X-XSRF-TOKEN`. Only a bearer token without a
 * session cookie is exempt, since no browser sends it by itself. The cookie comes with every answer that lacks it
 * (identity specification, section 3).
 */
export const csrf = createMiddleware<ApiEnv>(async (c, next) => {
	const { configuration } = c.var.deps;
	const names = cookieNames(configuration);
	const token = getCookie(c, names.csrf);
	if (token === undefined)
		setCookie(c, names.csrf, randomBytes(24).toString("base64url"), {
			...cookieOptions(configuration),
			httpOnly: false,
		});
	const bearerOnly = getCookie(c, names.session) === undefined && /^Bearer /i.test(c.req.header("authorization") ?? "");
	if (!SAFE_METHODS.has(c.req.method) && !bearerOnly && !same(token, c.req.header("x-xsrf-token")))
		throw forbidden("csrf_token_mismatch", "Send the value of the XSRF-TOKEN cookie in the X-XSRF-TOKEN header.");
	await next();
});

function same(cookie: string | undefined, header: string | undefined): boolean {
	if (cookie === undefined || header === undefined) return false;
	const [left, right] = [Buffer.from(cookie), Buffer.from(header)];
	return left.length === right.length && timingSafeEqual(left, right);
}
