import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

const VERSION = 0x02;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Seals secrets at rest. `binding` names the row and column, so a value copied elsewhere does not open. */
export interface Sealer {
	seal(plaintext: string, binding: string): Buffer;
	/** Throws `SealBroken` when the key, the binding or the bytes do not match. */
	open(sealed: Uint8Array, binding: string): string;
}

export class SealBroken extends Error {
	override readonly name = "SealBroken";
}

/**
 * AES-256-GCM under `key` (exactly 32 bytes of UTF-8): version byte, 12-byte nonce, ciphertext, 16-byte tag; the
 * binding is the associated data (integration specification, section 9.1). Throws RangeError for any other length.
 */
export function createSealer(key: string): Sealer {
	const secret = Buffer.from(key, "utf8");
	if (secret.length !== 32) throw new RangeError(`An encryption key has exactly 32 bytes, not ${secret.length}.`);
	return {
		seal(plaintext, binding) {
			const nonce = randomBytes(NONCE_BYTES);
			const cipher = createCipheriv("aes-256-gcm", secret, nonce).setAAD(Buffer.from(binding, "utf8"));
			const body = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final()]);
			return Buffer.concat([Buffer.of(VERSION), nonce, body, cipher.getAuthTag()]);
		},
		open(sealed, binding) {
			const bytes = Buffer.from(sealed);
			if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== VERSION)
				throw new SealBroken("Not a sealed value of a known version.");
			const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
			const decipher = createDecipheriv("aes-256-gcm", secret, nonce)
				.setAAD(Buffer.from(binding, "utf8"))
				.setAuthTag(bytes.subarray(-TAG_BYTES));
			try {
				const body = bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES);
				return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
			} catch (cause) {
				throw new SealBroken("The sealed value does not open here: wrong key, or not this row's value.", { cause });
			}
		},
	};
}
