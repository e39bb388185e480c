import { generateKeyPair, randomBytes } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { PartFailed } from "./part.ts";

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

/** What an embedded instance makes up for itself once; losing the file means losing the sealed credentials. */
const secretsSchema = z.object({
	postgresSuperuser: z.string().default(() => hex(24)),
	postgresMigrator: z.string().default(() => hex(24)),
	postgresApp: z.string().default(() => hex(24)),
	postgresIntake: z.string().default(() => hex(24)),
	encryptionKey: z.string().default(() => hex(16)),
	stateCookieKey: z.string().default(() => randomBytes(32).toString("base64")),
	webhookSecret: z.string().default(() => hex(32)),
	oauthClientId: z.string().default(() => `Iv1.${hex(8)}`),
	oauthClientSecret: z.string().default(() => hex(20)),
	modelKey: z.string().default(() => `sk-${hex(24)}`),
	/** Of the GitHub App in the simulated forge (PEM). */
	appPrivateKey: z.string(),
});
export type Secrets = z.infer<typeof secretsSchema>;

/** Reads the data folder's secrets, making those that are missing; the file has mode 0600. */
export async function readSecrets(dataFolder: string): Promise<Secrets> {
	const path = join(dataFolder, "secrets.json");
	const known = await readKnown(path);
	const secrets = secretsSchema.parse({ appPrivateKey: await makeAppKeyUnless(known), ...known });
	await mkdir(dataFolder, { recursive: true });
	await writeFile(`${path}.new`, `${JSON.stringify(secrets, null, "\t")}\n`, { mode: 0o600 });
	await rename(`${path}.new`, path);
	return secrets;
}

async function readKnown(path: string): Promise<Partial<Secrets>> {
	const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
		if (error.code === "ENOENT") return "{}";
		throw error;
	});
	try {
		return secretsSchema.partial().parse(JSON.parse(text));
	} catch (cause) {
		throw new PartFailed("Secrets", `${path} cannot be read: ${String(cause)}`, {
			remedy: "Restore the file from a backup, or start over with `npm start -- --reset`.",
			cause,
		});
	}
}

async function makeAppKeyUnless(known: Partial<Secrets>): Promise<string | undefined> {
	if (known.appPrivateKey !== undefined) return undefined;
	const { privateKey } = await promisify(generateKeyPair)("rsa", { modulusLength: 2048 });
	return privateKey.export({ type: "pkcs1", format: "pem" }).toString();
}
