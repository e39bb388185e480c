import { installApp, registerApp } from "../world/apps.ts";
import type { World } from "../world/world.ts";
import { ORGANIZATION } from "./organization.ts";

export interface WebhookTarget {
	url: string;
	secret: string;
}

/** Registers and installs the App where that is new, and takes over its key and webhook as they are now. */
export function ensureApp(
	world: World,
	input: { id: number; slug?: string; publicKey: string },
	webhook: WebhookTarget | null,
): void {
	const owner = world.findOrganization(ORGANIZATION);
	if (!owner) throw new Error(`The simulated GitHub has no organisation ${ORGANIZATION}`);
	const target = { webhookUrl: webhook?.url ?? null, webhookSecret: webhook?.secret ?? null };
	const known = world.apps.find(input.id);
	if (known) {
		Object.assign(known, { publicKey: input.publicKey, ...target });
		return;
	}
	const slug = input.slug ?? "hephaestus";
	const { id, publicKey } = input;
	const app = registerApp(world, { id, slug, name: "Hephaestus", owner, publicKey, ...target });
	installApp(world, app, owner);
}

/** Where there is no App, its webhook hangs on each repository, as teams with a personal token set it up. */
export function ensureHooks(world: World, { url, secret }: WebhookTarget): void {
	for (const repository of world.repositories.values()) {
		const known = world.hooksOf(repository.id).find((hook) => hook.url === url);
		if (known) known.secret = secret;
		else addHook(world, repository.id, { url, secret });
	}
}

function addHook(world: World, repositoryId: number, { url, secret }: WebhookTarget): void {
	const at = world.clock.stamp();
	world.hooks.insert({
		id: world.nextId("hook", 800_001),
		...{ repositoryId, url, secret },
		events: ["*"],
		active: true,
		contentType: "json",
		insecureSsl: false,
		createdAt: at,
		updatedAt: at,
	});
}
