import { createUser } from "./founding.ts";
import type { App, Installation, Organization } from "./model.ts";
import type { World } from "./world.ts";

/** Permissions and events that a review App asks for. */
const PERMISSIONS = { contents: "read", issues: "write", metadata: "read", members: "read", pull_requests: "write" };
const EVENTS = [
	"issue_comment",
	"issues",
	"label",
	"member",
	"membership",
	"milestone",
	"organization",
	"pull_request",
	"pull_request_review",
	"pull_request_review_comment",
	"pull_request_review_thread",
	"push",
	"repository",
	"team",
];

/** Registers a GitHub App with its bot user. */
export function registerApp(
	world: World,
	input: {
		id: number;
		slug: string;
		name: string;
		owner: Organization;
		publicKey: string;
		webhookUrl: string | null;
		webhookSecret: string | null;
	},
): App {
	const bot = createUser(world, { login: `${input.slug}[bot]`, name: null, type: "Bot" });
	return world.apps.insert({
		id: input.id,
		slug: input.slug,
		name: input.name,
		ownerId: input.owner.id,
		botId: bot.id,
		clientId: `Iv1.${input.id.toString(16).padStart(16, "0")}`,
		publicKey: input.publicKey,
		permissions: PERMISSIONS,
		events: EVENTS,
		webhookUrl: input.webhookUrl,
		webhookSecret: input.webhookSecret,
		createdAt: world.clock.stamp(),
	});
}

/** Installs an App on an organisation; null repositories stand for all of them. */
export function installApp(
	world: World,
	app: App,
	organization: Organization,
	repositoryIds: number[] | null = null,
): Installation {
	const at = world.clock.stamp();
	const installation = world.installations.insert({
		id: world.nextId("installation", 30_001),
		appId: app.id,
		organizationId: organization.id,
		repositoryIds,
		suspendedAt: null,
		createdAt: at,
		updatedAt: at,
	});
	const owner = world.membershipsOf(organization.id).find((row) => row.role === "admin");
	const sender = world.users.get(owner?.userId ?? app.botId);
	world.emit({ name: "installation", action: "created", installationId: installation.id, sender });
	return installation;
}
