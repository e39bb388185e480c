import { ensureSigningKey } from "@hephaestus/db/identity/ensure-signing-key.ts";
import { listSigningKeys, type StoredSigningKey } from "@hephaestus/db/identity/list-signing-keys.ts";
import type { Database } from "@hephaestus/db/operations/database.ts";
import type { Sealer } from "@hephaestus/db/operations/sealer.ts";
import {
	type CryptoKey,
	calculateJwkThumbprint,
	errors,
	exportJWK,
	generateKeyPair,
	importJWK,
	type JWK,
	type JWTHeaderParameters,
} from "jose";
import { z } from "zod";

export interface SessionKeys {
	/** The newest active key. */
	signing(): Promise<{ kid: string; privateKey: CryptoKey }>;
	/** Finds the key a token names; rejects with a JOSEError when there is none. */
	verifying(header: JWTHeaderParameters): Promise<CryptoKey>;
	/** The public keys (RFC 7517). */
	jwks(): Promise<{ keys: JWK[] }>;
}

interface LoadedKey {
	kid: string;
	publicJwk: JWK;
	publicKey: CryptoKey;
	privateKey: CryptoKey;
}

const REFRESH_AFTER_MS = 60_000;
const jwk = z.looseObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: z.string(), y: z.string() });

/**
 * The keys of session tokens, kept in PostgreSQL so that all replicas share them, private halves sealed. The first
 * replica to need one makes it. The set is read again every minute, which is how long a rotated key may be unknown.
 */
export function createSessionKeys(db: Database, sealer: Sealer, now: () => Date): SessionKeys {
	let loaded: { at: number; keys: LoadedKey[] } | null = null;

	async function keys(): Promise<LoadedKey[]> {
		if (loaded !== null && now().getTime() - loaded.at < REFRESH_AFTER_MS) return loaded.keys;
		await ensureSigningKey(db, () => newSigningKey(sealer));
		const fresh = await Promise.all((await listSigningKeys(db)).map((stored) => load(stored, sealer)));
		loaded = { at: now().getTime(), keys: fresh };
		return fresh;
	}

	return {
		async signing() {
			const [newest] = await keys();
			if (newest === undefined) throw new Error("There is no active signing key.");
			return newest;
		},
		async verifying({ kid }) {
			const key = (await keys()).find((candidate) => candidate.kid === kid);
			if (key === undefined) throw new errors.JWKSNoMatchingKey();
			return key.publicKey;
		},
		async jwks() {
			return { keys: (await keys()).map((key) => key.publicJwk) };
		},
	};
}

async function newSigningKey(sealer: Sealer): Promise<StoredSigningKey> {
	const pair = await generateKeyPair("ES256", { extractable: true });
	const publicJwk = await exportJWK(pair.publicKey);
	const kid = await calculateJwkThumbprint(publicJwk);
	const privateJwkSealed = sealer.seal(JSON.stringify(await exportJWK(pair.privateKey)), binding(kid));
	return { kid, publicJwk: { ...publicJwk, kid, alg: "ES256", use: "sig" }, privateJwkSealed };
}

async function load({ kid, publicJwk, privateJwkSealed }: StoredSigningKey, sealer: Sealer): Promise<LoadedKey> {
	const parsedPublic = jwk.parse(publicJwk);
	const parsedPrivate = jwk.parse(JSON.parse(sealer.open(privateJwkSealed, binding(kid))));
	const [publicKey, privateKey] = await Promise.all([asKey(parsedPublic), asKey(parsedPrivate)]);
	return { kid, publicJwk: parsedPublic, publicKey, privateKey };
}

async function asKey(source: JWK): Promise<CryptoKey> {
	const key = await importJWK(source, "ES256");
	if (key instanceof Uint8Array) throw new TypeError("A signing key is an elliptic-curve key, not a secret.");
	return key;
}

function binding(kid: string): string {
	return `jwt_signing_key:${kid}:private_jwk`;
}
