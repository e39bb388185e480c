import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { GitHubSimulatorOptions } from "./simulator.ts";

const flag = z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1");

/** The program's variables; every one of them has a default that works. */
const variables = z.object({
	SIMULATOR_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
	SIMULATOR_HOST: z.string().default("127.0.0.1"),
	/** The origin others know it by. */
	SIMULATOR_URL: z.url().optional(),
	SIMULATOR_DATA: z.string().optional(),
	SIMULATOR_DATA_DIR: z.string().optional(),
	SIMULATOR_SEED: z.coerce.number().int().default(1),
	SIMULATOR_SCALE: z.coerce.number().int().min(0).max(100_000).default(0),
	SIMULATOR_LIVE: flag.default(false),
	SIMULATOR_VALIDATE: flag.default(false),
	/** A checkout whose history becomes a repository; empty for none. */
	SIMULATOR_HISTORY: z.string().default(fileURLToPath(new URL("../../..", import.meta.url))),
	SIMULATOR_WEBHOOK_URL: z.url().optional(),
	SIMULATOR_WEBHOOK_SECRET: z.string().default(""),
	SIMULATOR_OAUTH_CLIENT_ID: z.string().default("simulated-client"),
	SIMULATOR_OAUTH_CLIENT_SECRET: z.string().default("simulated-secret"),
	SIMULATOR_OAUTH_CALLBACK: z.url().optional(),
	SIMULATOR_APP_ID: z.coerce.number().int().positive().optional(),
	SIMULATOR_APP_SLUG: z.string().default("hephaestus"),
	/** PEM, or the path of one; a private key serves too, for its public half is taken. */
	SIMULATOR_APP_PUBLIC_KEY: z.string().optional(),
	SIMULATOR_APP_PRIVATE_KEY: z.string().optional(),
	/** Personal tokens to have: `login=token`, parted by commas. */
	SIMULATOR_TOKENS: z.string().default(""),
});

/** Reads the program's settings. @throws Error that names every variable that is wrong */
export function readSettings(environment: NodeJS.ProcessEnv): GitHubSimulatorOptions {
	// The launcher runs several simulators and leads each one's variables with its name.
	const entries = Object.entries(environment).map(([name, value]) => [
		name.replace(/^GITHUB_(?=SIMULATOR_)/, ""),
		value,
	]);
	const parsed = variables.safeParse(Object.fromEntries(entries));
	if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
	const given = parsed.data;
	const dataDir = given.SIMULATOR_DATA_DIR ?? given.SIMULATOR_DATA;
	const key = given.SIMULATOR_APP_PUBLIC_KEY ?? given.SIMULATOR_APP_PRIVATE_KEY;
	const id = given.SIMULATOR_APP_ID;
	const callback = given.SIMULATOR_OAUTH_CALLBACK;
	return {
		port: given.SIMULATOR_PORT,
		host: given.SIMULATOR_HOST,
		...(given.SIMULATOR_URL ? { url: given.SIMULATOR_URL } : {}),
		seed: given.SIMULATOR_SEED,
		scale: given.SIMULATOR_SCALE,
		live: given.SIMULATOR_LIVE,
		validate: given.SIMULATOR_VALIDATE,
		...(dataDir ? { dataDir } : {}),
		...(given.SIMULATOR_HISTORY ? { history: given.SIMULATOR_HISTORY } : {}),
		...(given.SIMULATOR_WEBHOOK_URL
			? { webhook: { url: given.SIMULATOR_WEBHOOK_URL, secret: given.SIMULATOR_WEBHOOK_SECRET } }
			: {}),
		oauth: {
			clientId: given.SIMULATOR_OAUTH_CLIENT_ID,
			clientSecret: given.SIMULATOR_OAUTH_CLIENT_SECRET,
			...(callback ? { callback } : {}),
		},
		...(id && key ? { app: { id, slug: given.SIMULATOR_APP_SLUG, publicKey: publicKeyOf(key) } } : {}),
		tokens: given.SIMULATOR_TOKENS.split(",").flatMap(readToken),
	};
}

function readToken(pair: string): { login: string; value: string }[] {
	const [login = "", value = ""] = pair.split("=");
	return login && value ? [{ login, value }] : [];
}

/** The public half of a key given as PEM or as the path of one. */
function publicKeyOf(key: string): string {
	const pem = key.includes("-----BEGIN") ? key.replaceAll("\\n", "\n") : readFileSync(key, "utf8");
	return createPublicKey(pem).export({ type: "spki", format: "pem" }).toString();
}
