import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** An authorization that waits to be exchanged. */
export interface Grant {
	userId: number;
	scopes: string[];
	redirectUri: string | null;
	/** S256 challenge where the client sent one. */
	challenge: string | null;
	expiresAt: number;
}

const LIFETIME_MS = 600_000;

/** Authorization codes: good once, for ten minutes. */
export class Codes {
	readonly #grants = new Map<string, Grant>();
	readonly #now: () => number;

	constructor(now: () => number) {
		this.#now = now;
	}

	issue(grant: Omit<Grant, "expiresAt">): string {
		const code = randomBytes(10).toString("hex");
		this.#grants.set(code, { ...grant, expiresAt: this.#now() + LIFETIME_MS });
		return code;
	}

	/** Takes a code out; undefined for one that is unknown, used or expired. */
	redeem(code: string): Grant | undefined {
		const grant = this.#grants.get(code);
		this.#grants.delete(code);
		return grant && grant.expiresAt > this.#now() ? grant : undefined;
	}
}

/** Whether a verifier belongs to a challenge (RFC 7636, S256). */
export function verifierMatches(verifier: string, challenge: string): boolean {
	return sameText(createHash("sha256").update(verifier).digest("base64url"), challenge);
}

/** Compares in constant time. */
export function sameText(a: string, b: string): boolean {
	const [left, right] = [a, b].map((value) => createHash("sha256").update(value).digest());
	return left !== undefined && right !== undefined && timingSafeEqual(left, right);
}
