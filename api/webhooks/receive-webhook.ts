import { acceptDelivery } from "@hephaestus/db/webhooks/accept-delivery.ts";
import { type Context, Hono } from "hono";
import type { ApiEnv } from "../operations/env.ts";
import { describeGitHubDelivery } from "./describe-delivery.ts";
import type { InboxPoker } from "./poke-inbox.ts";
import { type SignedDelivery, VERIFIERS } from "./verifiers.ts";

const MAX_BYTES = 26_214_400;
/** The forge gives up after ten seconds; an inbox that is away must be said long before. */
const STORE_TIMEOUT_MS = 4_000;
const RETRY_AFTER_SECONDS = "10";

/**
 * `POST /webhooks/{kind}`: verifies, stores one row, answers. That row is the only promise; waking its inbox comes after
 * and may fail. The order of checks and the answers are those of the integration specification, section 2, with a ping
 * verified like any other delivery.
 */
export function createWebhookRoutes(poker: InboxPoker) {
	return new Hono<ApiEnv>().post("/webhooks/:kind", async (c) => {
		const kind = c.req.param("kind").toLowerCase();
		const verifier = VERIFIERS[kind];
		if (verifier === undefined) return c.json({ error: `unknown integration kind: ${kind}` }, 404);
		const length = c.req.header("content-length");
		if (length === undefined || !/^\d+$/.test(length)) return reject(c, kind, "length-required", 411);
		if (Number(length) > MAX_BYTES) return reject(c, kind, "payload-too-large", 413);
		if (verifier === null) return reject(c, kind, "not-implemented", 501);

		const body = await readBody(c);
		if (body === null) return reject(c, kind, "unreadable", 400);
		const delivery: SignedDelivery = { body, header: (name) => c.req.header(name) };
		const verification = verifier(delivery, c.var.deps.configuration.WEBHOOK_SECRET);
		if (!verification.isVerified) {
			c.var.log.warn({ kind, reason: verification.reason }, "webhook refused");
			return reject(c, kind, verification.reason, 401, verification.error);
		}
		const json = parseJson(body);
		if (json === undefined) return reject(c, kind, "invalid-json", 400, "invalid-json");
		return await store(c, poker, delivery, json);
	});
}

async function store(c: Context<ApiEnv>, poker: InboxPoker, signed: SignedDelivery, json: unknown): Promise<Response> {
	const { intake, metrics } = c.var.deps;
	const { lane, repository, action, event, deliveryId } = describeGitHubDelivery(signed, json);
	if (event === "ping") return c.json({ status: "pong" }, 200);
	const delivery = {
		kind: "GITHUB" as const,
		deliveryId,
		lane,
		event,
		action,
		repository,
		body: Buffer.from(signed.body),
	};
	try {
		const isNew = await within(STORE_TIMEOUT_MS, acceptDelivery(intake, delivery));
		metrics.webhooks.inc({ kind: "github", outcome: isNew ? "accepted" : "duplicate" });
	} catch (error) {
		c.var.log.error({ err: error, lane, deliveryId }, "webhook could not be stored");
		c.header("Retry-After", RETRY_AFTER_SECONDS);
		return reject(c, "github", "publish-failed", 503, "publish-failed");
	}
	poker.poke({ lane, repository }, c.var.log);
	return c.json({ status: "ok" }, 202);
}

function reject(
	c: Context<ApiEnv>,
	kind: string,
	outcome: string,
	status: 400 | 401 | 411 | 413 | 501 | 503,
	error?: string,
): Response {
	c.var.deps.metrics.webhooks.inc({ kind, outcome });
	return error === undefined ? c.body(null, status) : c.json({ error }, status);
}

async function readBody(c: Context<ApiEnv>): Promise<Uint8Array | null> {
	try {
		return new Uint8Array(await c.req.arrayBuffer());
	} catch (error) {
		c.var.log.warn({ err: error }, "webhook body could not be read");
		return null;
	}
}

function parseJson(body: Uint8Array): unknown {
	try {
		return JSON.parse(Buffer.from(body).toString("utf8"));
	} catch {
		// Said to the sender as invalid-json; undefined is no JSON value.
		return undefined;
	}
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
	const { promise: timeout, reject: fail } = Promise.withResolvers<never>();
	const timer = setTimeout(() => fail(new Error(`The inbox did not answer within ${milliseconds} ms.`)), milliseconds);
	return await Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}
