import { createHmac, timingSafeEqual } from "node:crypto";
import type { SignedDelivery, Verification } from "./verifiers.ts";

const PREFIX = "sha256=";

/**
 * `X-Hub-Signature-256` must be `sha256=` and the hex HMAC-SHA256 of the raw body under the secret, compared in constant
 * time; the older SHA-1 header does not count (integration specification, section 2.1).
 */
export function verifyGitHubSignature({ body, header }: SignedDelivery, secret: string): Verification {
	const signature = header("x-hub-signature-256");
	if (signature === undefined) return { isVerified: false, error: "missing-signature", reason: "missing-signature" };
	if (!signature.startsWith(PREFIX))
		return { isVerified: false, error: "invalid", reason: "unsupported-signature-algo" };
	const given = Buffer.from(signature.slice(PREFIX.length), "hex");
	const expected = createHmac("sha256", secret).update(body).digest();
	const isSame = given.length === expected.length && timingSafeEqual(given, expected);
	return isSame ? { isVerified: true } : { isVerified: false, error: "invalid", reason: "signature-mismatch" };
}
