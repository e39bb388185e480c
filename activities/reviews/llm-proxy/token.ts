import { createHash, timingSafeEqual } from "node:crypto";

/** The job token of a request, from whichever header the provider's client puts a key in; null when there is none. */
export function readToken(headers: Headers): string | null {
	const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get("authorization") ?? "")?.[1];
	return headers.get("x-api-key") ?? bearer ?? headers.get("api-key");
}

/** Compares two tokens in a time that tells nothing about either. */
export function sameToken(presented: string, expected: string): boolean {
	return timingSafeEqual(digest(presented), digest(expected));
}

function digest(token: string): Buffer {
	return createHash("sha256").update(token).digest();
}
