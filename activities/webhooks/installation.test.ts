import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { findActiveConnection } from "@hephaestus/db/connections/find-active-connection.ts";
import type { TenantTransaction } from "@hephaestus/db/operations/database.ts";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { ORGANIZATION } from "@hephaestus/deploy/simulators/github/seed/organization.ts";
import { payloadOf } from "@hephaestus/deploy/simulators/github/webhooks/payloads.ts";
import { installApp, registerApp } from "@hephaestus/deploy/simulators/github/world/apps.ts";
import type { Installation } from "@hephaestus/deploy/simulators/github/world/model.ts";
import { type MirrorStage, startMirrorStage } from "../testing/mirror-stage.ts";
import { processDelivery } from "./process-delivery.ts";

let stage: MirrorStage;
let installation: Installation;

before(async () => {
	stage = await startMirrorStage();
	installation = installOnOrganization();
	await inWorkspace((tx) =>
		tx
			.updateTable("connection")
			.set({ type: "GITHUB_APP", instance_key: String(installation.id) })
			.execute(),
	);
});
after(() => stage.stop());

function installOnOrganization(): Installation {
	const { world } = stage.gitHub;
	const organization = world.findOrganization(ORGANIZATION);
	assert.ok(organization);
	const named = { id: 7, slug: "hephaestus", name: "Hephaestus", owner: organization };
	const app = registerApp(world, { ...named, publicKey: "", webhookUrl: null, webhookSecret: null });
	return installApp(world, app, organization);
}

async function inWorkspace<T>(work: (tx: TenantTransaction) => Promise<T>): Promise<T> {
	return await withWorkspace(stage.deps.db, stage.workspace.id, work);
}

let deliveries = 0;

async function told(action: "suspend" | "unsuspend" | "deleted") {
	const { runtime, world } = stage.gitHub;
	const sender = world.users.values()[0];
	assert.ok(sender);
	const payload = payloadOf({ name: "installation", action, installationId: installation.id, sender }, runtime);
	deliveries += 1;
	return await processDelivery(stage.deps, {
		id: deliveries,
		kind: "GITHUB",
		event: "installation",
		deliveryId: `delivery-${deliveries}`,
		body: Buffer.from(JSON.stringify(payload)),
		attempts: 0,
		receivedAt: new Date(),
	});
}

async function connection() {
	return await inWorkspace((tx) => tx.selectFrom("connection").selectAll().executeTakeFirstOrThrow());
}

test("a suspended installation stops the workspace's connection with a reason, and lifting that starts it again", async () => {
	assert.equal((await told("suspend")).state, "PROCESSED");
	assert.equal(await findActiveConnection(stage.deps.db, stage.workspace.id), null);
	const suspended = await connection();
	assert.equal(suspended.state, "SUSPENDED");
	assert.match(suspended.state_reason ?? "", /an owner of the organisation can lift that/);
	assert.equal((await told("suspend")).state, "IGNORED");

	assert.equal((await told("unsuspend")).state, "PROCESSED");
	const active = await connection();
	assert.deepEqual([active.state, active.state_reason], ["ACTIVE", null]);
	assert.ok(active.credential_sealed);
});

test("an uninstalled App leaves no credential behind and does not come back by itself", async () => {
	assert.equal((await told("deleted")).state, "PROCESSED");
	const gone = await connection();
	assert.deepEqual([gone.state, gone.credential_sealed], ["UNINSTALLED", null]);
	assert.match(gone.state_reason ?? "", /connect the workspace anew/);
	assert.equal((await told("unsuspend")).state, "IGNORED");
	assert.equal((await connection()).state, "UNINSTALLED");

	const audit = await inWorkspace((tx) => tx.selectFrom("connection_audit").selectAll().orderBy("id").execute());
	assert.deepEqual(
		audit.map(({ event_type, from_state, to_state, actor_kind }) => [event_type, from_state, to_state, actor_kind]),
		[
			["INSTALL_SUSPENDED", "ACTIVE", "SUSPENDED", "GITHUB_WEBHOOK"],
			["INSTALL_UNSUSPENDED", "SUSPENDED", "ACTIVE", "GITHUB_WEBHOOK"],
			["INSTALL_DELETED", "ACTIVE", "UNINSTALLED", "GITHUB_WEBHOOK"],
		],
	);
});
