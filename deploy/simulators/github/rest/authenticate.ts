import { verify } from "node:crypto";
import { ANONYMOUS, type Caller, callerOf } from "../world/access.ts";
import type { App } from "../world/model.ts";
import type { World } from "../world/world.ts";

/** The caller behind an `Authorization` header; undefined for credentials that are no good. */
export function authenticate(world: World, header: string | undefined): Caller | undefined {
	if (!header) return ANONYMOUS;
	const [scheme = "", value = ""] = header.split(" ");
	const kind = scheme.toLowerCase();
	if (kind === "basic") {
		const [user = "", password = ""] = Buffer.from(value, "base64").toString().split(":");
		return callerOf(world, password || user);
	}
	if (kind !== "bearer" && kind !== "token") return undefined;
	if (value.split(".").length !== 3) return callerOf(world, value);
	const app = appOf(world, value);
	return app && { ...ANONYMOUS, app };
}

/** The App that signed a JWT: RS256, at most ten minutes ahead, not expired, not from the future. */
function appOf(world: World, token: string): App | undefined {
	const [head = "", body = "", signature = ""] = token.split(".");
	const header = read(head);
	const claims = read(body);
	const app = world.apps.values().find((row) => String(row.id) === String(claims.iss) || row.clientId === claims.iss);
	if (!app || header.alg !== "RS256") return undefined;
	const now = world.clock.millis() / 1000;
	const [from, until] = [Number(claims.iat), Number(claims.exp)];
	if (!(until > now && until <= now + 630 && from <= now + 60)) return undefined;
	const valid = verify(
		"RSA-SHA256",
		Buffer.from(`${head}.${body}`),
		app.publicKey,
		Buffer.from(signature, "base64url"),
	);
	return valid ? app : undefined;
}

function read(part: string): Record<string, unknown> {
	try {
		return JSON.parse(Buffer.from(part, "base64url").toString());
	} catch {
		return {};
	}
}
