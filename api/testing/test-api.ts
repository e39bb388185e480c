import { randomUUID } from "node:crypto";
import { signIn } from "@hephaestus/db/identity/sign-in.ts";
import { storeSession } from "@hephaestus/db/identity/store-session.ts";
import { createTestDatabase, type TestDatabase } from "@hephaestus/db/testing/postgres.ts";
import { type Configuration, parseConfiguration } from "@hephaestus/domain/operations/configuration.ts";
import { pino } from "pino";
import { createApp } from "../app.ts";
import type { ApiDependencies } from "../dependencies.ts";
import { seedLoginProviders } from "../identity/seed-login-providers.ts";
import { signSessionToken } from "../identity/session-token.ts";
import { closeDependencies, createDependencies } from "../operations/create-dependencies.ts";
import { createInboxPoker, type InboxPoker } from "../webhooks/poke-inbox.ts";
import { Browser } from "./browser.ts";

export const TEST_FORGE = "http://forge.test";

export interface TestPerson {
	subject: string;
	username: string;
	isAdmin?: boolean;
}

export interface TestApi {
	app: ReturnType<typeof createApp>;
	deps: ApiDependencies;
	database: TestDatabase;
	poker: InboxPoker;
	/** What the API takes for now; tests move it. */
	clock: { now: Date };
	browser(): Browser;
	/** A browser that holds a live session of the person, without the walk to a provider. */
	signedIn(person: TestPerson): Promise<Browser & { accountId: number }>;
	stop(): Promise<void>;
}

/** The real API on a real database of its own; `environment` adds to what it is configured with. */
export async function createTestApi(environment: Record<string, string> = {}): Promise<TestApi> {
	const database = await createTestDatabase();
	const configuration = configure(database, environment);
	const clock = { now: new Date("2026-03-02T09:00:00.000Z") };
	const real = createDependencies(configuration, pino({ level: "error" }), () => clock.now);
	await seedLoginProviders(real);
	const poker = createInboxPoker(real.temporal);
	const app = createApp(real, poker);
	return {
		app,
		deps: real,
		database,
		poker,
		clock,
		browser: () => new Browser(app),
		signedIn: (person) => openSession(app, real, clock.now, person),
		async stop() {
			await poker.settled();
			await real.liveEvents.close();
			await closeDependencies(real);
			await database.stop();
		},
	};
}

function configure(database: TestDatabase, environment: Record<string, string>): Configuration {
	return parseConfiguration({
		DATABASE_URL: database.app.url,
		DATABASE_USERNAME: database.app.username,
		DATABASE_PASSWORD: database.app.password,
		DATABASE_INTAKE_USERNAME: database.intake.username,
		DATABASE_INTAKE_PASSWORD: database.intake.password,
		TEMPORAL_ADDRESS: "127.0.0.1:1",
		APPLICATION_HOST_URL: "http://app.test",
		HEPHAESTUS_SECURITY_ENCRYPTION_KEY: "0123456789abcdef0123456789abcdef",
		HEPHAESTUS_AUTH_STATE_COOKIE_KEY: Buffer.alloc(32, 7).toString("base64"),
		HEPHAESTUS_AUTH_COOKIE_SECURE: "false",
		GITHUB_SERVER_URL: TEST_FORGE,
		GITHUB_OAUTH_CLIENT_ID: "test-client",
		GITHUB_OAUTH_CLIENT_SECRET: "test-secret",
		WEBHOOK_SECRET: "a secret of the webhooks",
		...environment,
	});
}

async function openSession(
	app: TestApi["app"],
	deps: ApiDependencies,
	now: Date,
	{ subject, username, isAdmin = false }: TestPerson,
): Promise<Browser & { accountId: number }> {
	const account = await signIn(deps.db, {
		providerType: "GITHUB",
		serverUrl: deps.configuration.GITHUB_SERVER_URL,
		identity: {
			subject,
			username,
			displayName: username,
			avatarUrl: null,
			profileUrl: null,
			email: null,
			emailVerified: false,
		},
		promote: isAdmin,
		now,
	});
	const session = {
		jti: randomUUID(),
		accountId: account.id,
		issuedAt: now,
		expiresAt: new Date(now.getTime() + 900_000),
		sessionExpiresAt: new Date(now.getTime() + 43_200_000),
	};
	await storeSession(deps.db, { ...session, userAgent: null, ip: null, replaces: null });
	const token = await signSessionToken({ ...session, ...account, accountId: account.id, roles: [] }, deps);
	const browser = new Browser(app);
	browser.cookies.set("HEPHAESTUS_AT", token);
	return Object.assign(browser, { accountId: account.id });
}
