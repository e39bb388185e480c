import { installApp, registerApp } from "../world/apps.ts";
import type { World } from "../world/world.ts";
import { ORGANIZATION } from "./organization.ts";

/** Registers and installs the App where that is new, and takes over its key and webhook as they are now. */
export function ensureApp(
	world: World,
	input: { id: number; slug?: string; publicKey: string; webhook: { url: string; secret: string } | null },
): void {
	const owner = world.findOrganization(ORGANIZATION);
	if (!owner) throw new Error(`The simulated GitHub has no organisation ${ORGANIZATION}`);
	const webhook = { webhookUrl: input.webhook?.url ?? null, webhookSecret: input.webhook?.secret ?? null };
	const known = world.apps.find(input.id);
	if (known) {
		Object.assign(known, { publicKey: input.publicKey, ...webhook });
		return;
	}
	const slug = input.slug ?? "hephaestus";
	const { id, publicKey } = input;
	const app = registerApp(world, { id, slug, name: "Hephaestus", owner, publicKey, ...webhook });
	installApp(world, app, owner);
}
