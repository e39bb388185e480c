import { createHmac, randomUUID } from "node:crypto";
import type { Delivery } from "../world/model.ts";
import type { World } from "../world/world.ts";

/** GitHub gives a receiver this long. */
const TIMEOUT_MS = 10_000;
/** Above this size GitHub sends nothing. */
export const PAYLOAD_LIMIT = 25 * 1024 * 1024;
const KEPT = 500;

export interface Parcel {
	hook: string;
	url: string;
	secret: string | null;
	contentType: "json" | "form";
	guid: string;
	event: string;
	action: string | null;
	installationId: number | null;
	repositoryId: number | null;
	body: string;
	target: { type: "integration" | "repository"; id: number };
	redelivery: boolean;
}

export function newGuid(): string {
	return randomUUID();
}

/** The value of `X-Hub-Signature-256`: HMAC-SHA256 over the raw body. */
export function signatureOf(body: string, secret: string): string {
	return `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
}

/** Sends once, with no retry, and writes the attempt into the log. */
export async function deliver(world: World, parcel: Parcel): Promise<Delivery> {
	const raw = parcel.contentType === "form" ? `payload=${encodeURIComponent(parcel.body)}` : parcel.body;
	const headers = headersOf(parcel, raw);
	const started = performance.now();
	const answer = await post(parcel.url, raw, headers);
	const { hook, guid, event, action, installationId, repositoryId, url, body, redelivery } = parcel;
	const delivery = world.deliveries.insert({
		id: world.nextId("delivery", 12_000_001),
		...{ hook, guid, event, action, installationId, repositoryId, url, body, redelivery },
		requestHeaders: headers,
		...answer,
		durationMs: Math.round(performance.now() - started),
		deliveredAt: world.clock.millis(),
	});
	for (const old of world.deliveriesOf(hook).slice(0, -KEPT)) world.deliveries.remove(old);
	return delivery;
}

function headersOf(parcel: Parcel, raw: string): Record<string, string> {
	const signatures: Record<string, string> = parcel.secret
		? {
				"X-Hub-Signature": `sha1=${createHmac("sha1", parcel.secret).update(raw).digest("hex")}`,
				"X-Hub-Signature-256": signatureOf(raw, parcel.secret),
			}
		: {};
	return {
		Accept: "*/*",
		"Content-Type": parcel.contentType === "form" ? "application/x-www-form-urlencoded" : "application/json",
		"User-Agent": "GitHub-Hookshot/044aadd",
		"X-GitHub-Delivery": parcel.guid,
		"X-GitHub-Event": parcel.event,
		"X-GitHub-Hook-ID": parcel.hook.split("/")[1] ?? "",
		"X-GitHub-Hook-Installation-Target-ID": String(parcel.target.id),
		"X-GitHub-Hook-Installation-Target-Type": parcel.target.type,
		"X-GitHub-Enterprise-Version": "3.19.0",
		...signatures,
	};
}

type Answer = Pick<Delivery, "status" | "statusCode" | "responseHeaders" | "responseBody">;

async function post(url: string, body: string, headers: Record<string, string>): Promise<Answer> {
	try {
		const signal = AbortSignal.timeout(TIMEOUT_MS);
		const response = await fetch(url, { method: "POST", body, headers, redirect: "manual", signal });
		const responseBody = (await response.text()).slice(0, 10_000);
		const status = response.ok ? "OK" : `Invalid HTTP Response: ${response.status}`;
		return { status, statusCode: response.status, responseHeaders: Object.fromEntries(response.headers), responseBody };
	} catch (error) {
		const late = error instanceof Error && error.name === "TimeoutError";
		const status = late ? "timed out" : "failed to connect to host";
		return { status, statusCode: 0, responseHeaders: {}, responseBody: "" };
	}
}
