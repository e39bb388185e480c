import type { Database } from "../operations/database.ts";

export interface StoredSigningKey {
	kid: string;
	/** A public JWK; parsed by whoever uses it. */
	publicJwk: unknown;
	privateJwkSealed: Buffer;
}

/** The active signing keys, newest first: the first one signs, all of them verify. */
export async function listSigningKeys(db: Database): Promise<StoredSigningKey[]> {
	return await db
		.selectFrom("jwt_signing_key")
		.select(["kid", "public_jwk as publicJwk", "private_jwk_sealed as privateJwkSealed"])
		.where("active", "=", true)
		.orderBy("created_at", "desc")
		.orderBy("kid", "desc")
		.execute();
}
