import { isIP } from "node:net";
import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context } from "hono";
import { variablesOf } from "./env.ts";

/**
 * The address the request came from: the peer's, or, when the peer is one of the trusted proxies
 * (HEPHAESTUS_TRUSTED_PROXIES), the last one in `X-Forwarded-For` that is not. Null when there is no connection.
 */
export function clientAddress(c: Context): string | null {
	const proxies = variablesOf(c).deps.configuration.HEPHAESTUS_TRUSTED_PROXIES;
	const peer = peerAddress(c);
	if (peer === null || proxies === undefined) return peer;
	const trusted = new RegExp(`^(?:${proxies})$`);
	const hops = [...(c.req.header("x-forwarded-for") ?? "").split(","), peer].map((hop) => hop.trim()).reverse();
	const client = hops.find((hop) => !trusted.test(hop)) ?? peer;
	return isIP(client) === 0 ? peer : client;
}

// Without a socket (a request made in the process, as tests do) there is nothing to ask.
function peerAddress(c: Context): string | null {
	if (c.env === undefined || !("incoming" in Object(c.env))) return null;
	return getConnInfo(c).remote.address?.replace(/^::ffff:/, "") ?? null;
}
