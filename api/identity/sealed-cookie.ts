import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { z } from "zod";

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** How long a sign-in may take. */
export const SEALED_COOKIE_SECONDS = 600;

/** A kind of sealed cookie: `purpose` is its associated data, so one kind cannot be passed off as another. */
export interface SealedCookieKind<Content> {
	purpose: string;
	content: z.ZodType<Content>;
}

/**
 * AES-256-GCM under the base64 key: 12-byte nonce, ciphertext, tag, as base64url (identity specification, section 3).
 * The time of sealing travels inside, since the browser decides about Max-Age.
 */
export function sealCookie<Content>(
	kind: SealedCookieKind<Content>,
	content: Content,
	{ key, now }: { key: string; now: Date },
): string {
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv("aes-256-gcm", Buffer.from(key, "base64"), nonce).setAAD(Buffer.from(kind.purpose));
	const plaintext = JSON.stringify({ issuedAt: now.getTime(), content });
	const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
	return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString("base64url");
}

/** What was sealed, or null when the cookie is missing, tampered with, of another kind, too old or from the future. */
export function openCookie<Content>(
	kind: SealedCookieKind<Content>,
	cookie: string | undefined,
	{ key, now }: { key: string; now: Date },
): Content | null {
	const plaintext = cookie === undefined ? null : decrypt(kind.purpose, cookie, key);
	if (plaintext === null) return null;
	const { issuedAt, content } = JSON.parse(plaintext);
	const ageSeconds = (now.getTime() - Number(issuedAt)) / 1000;
	if (!(ageSeconds >= 0 && ageSeconds <= SEALED_COOKIE_SECONDS)) return null;
	return kind.content.safeParse(content).data ?? null;
}

function decrypt(purpose: string, cookie: string, key: string): string | null {
	const bytes = Buffer.from(cookie, "base64url");
	if (bytes.length < NONCE_BYTES + TAG_BYTES) return null;
	const decipher = createDecipheriv("aes-256-gcm", Buffer.from(key, "base64"), bytes.subarray(0, NONCE_BYTES))
		.setAAD(Buffer.from(purpose))
		.setAuthTag(bytes.subarray(-TAG_BYTES));
	try {
		const body = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
		return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
	} catch {
		// Authentication failed: to a caller a forged cookie is no cookie.
		return null;
	}
}
