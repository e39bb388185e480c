import { setTimeout as sleep } from "node:timers/promises";
import type { Faults } from "../faults.ts";
import type { Source } from "../rest/shapes/items.ts";
import type { WorldEvent } from "../world/events.ts";
import type { App, Delivery, Hook, Installation } from "../world/model.ts";
import { nodeId } from "../world/node-ids.ts";
import { deliver, newGuid, PAYLOAD_LIMIT, type Parcel } from "./deliver.ts";
import { type Payload, payloadOf } from "./payloads.ts";

export interface DispatcherOptions {
	source: Source;
	faults: Faults;
	/** Checks a payload against GitHub's document; absent where checking is off. */
	check?: (event: string, action: string | null, payload: unknown) => void;
}

/** Brings events to the hooks that want them: one delivery after another for each hook, never a retry. */
export class Dispatcher {
	readonly #options: DispatcherOptions;
	readonly #queues = new Map<string, Promise<void>>();
	readonly #overtaken = new Map<string, Parcel>();
	readonly #late = new Set<Promise<void>>();

	constructor(options: DispatcherOptions) {
		this.#options = options;
		options.source.world.onEvent((event) => this.#receive(event));
	}

	/** Settles once nothing is on its way. */
	async idle(): Promise<void> {
		while (this.#queues.size > 0 || this.#late.size > 0) await Promise.all([...this.#queues.values(), ...this.#late]);
	}

	/** Sends a delivery again under the GUID it had. */
	redeliver(delivery: Delivery): Promise<Delivery> {
		const sent = deliver(this.#options.source.world, this.#parcelAgain(delivery));
		const done = sent.then(() => {
			this.#late.delete(done);
		});
		this.#late.add(done);
		return sent;
	}

	/** Sends the ping that a new hook gets. */
	ping(hook: Hook): void {
		const { world } = this.#options.source;
		const zen = "Practicality beats purity.";
		const config = { content_type: hook.contentType, url: hook.url, insecure_ssl: hook.insecureSsl ? "1" : "0" };
		const about = { type: "Repository", id: hook.id, name: "web", active: hook.active, events: hook.events, config };
		const repository = world.repositories.get(hook.repositoryId);
		const times = { created_at: hook.createdAt, updated_at: hook.updatedAt };
		const payload = { zen, hook_id: hook.id, hook: { ...about, ...times } };
		this.#enqueue(this.#toHook(hook, "ping", null, payload, repository.id));
	}

	#receive(event: WorldEvent): void {
		const { source, check } = this.#options;
		const { world } = source;
		const repository = event.name === "installation" ? null : event.repository;
		const organizationId = repository?.organizationId ?? this.#organizationOf(event);
		const action = "action" in event ? event.action : null;
		const hooks = world.hooksOf(repository?.id ?? 0).filter((hook) => wants(hook, event.name));
		const installations = world.installationsOf(organizationId).filter((row) => this.#covers(row, event));
		if (hooks.length + installations.length === 0) return;
		const payload = payloadOf(event, source);
		check?.(event.name, action, payload);
		for (const hook of hooks) this.#enqueue(this.#toHook(hook, event.name, action, payload, repository?.id ?? null));
		for (const installation of installations) {
			const app = world.apps.get(installation.appId);
			this.#enqueue(this.#toApp(app, installation, event.name, action, payload, repository?.id ?? null));
		}
	}

	#organizationOf(event: WorldEvent): number {
		const { world } = this.#options.source;
		return event.name === "installation" ? world.installations.get(event.installationId).organizationId : 0;
	}

	#covers(installation: Installation, event: WorldEvent): boolean {
		const app = this.#options.source.world.apps.get(installation.appId);
		if (!app.webhookUrl || installation.suspendedAt) return false;
		if (event.name === "installation") return event.installationId === installation.id;
		const covered = installation.repositoryIds?.includes(event.repository.id) ?? true;
		return covered && app.events.includes(event.name);
	}

	#toHook(hook: Hook, event: string, action: string | null, payload: Payload, repositoryId: number | null): Parcel {
		return {
			...{ hook: `hook/${hook.id}`, url: hook.url, secret: hook.secret, contentType: hook.contentType },
			...{ guid: newGuid(), event, action, installationId: null, repositoryId, redelivery: false },
			body: JSON.stringify(payload),
			target: { type: "repository", id: hook.repositoryId },
		};
	}

	#toApp(
		app: App,
		installation: Installation,
		event: string,
		action: string | null,
		payload: Payload,
		repositoryId: number | null,
	): Parcel {
		const lite = { id: installation.id, node_id: nodeId("Installation", installation.id) };
		return {
			...{ hook: `app/${app.id}`, url: app.webhookUrl ?? "", secret: app.webhookSecret, contentType: "json" },
			...{ guid: newGuid(), event, action, installationId: installation.id, repositoryId, redelivery: false },
			body: JSON.stringify(event === "installation" ? payload : { ...payload, installation: lite }),
			target: { type: "integration", id: app.id },
		};
	}

	#parcelAgain(delivery: Delivery): Parcel {
		const { world } = this.#options.source;
		const [kind, id = ""] = delivery.hook.split("/");
		const { hook, guid, event, action, installationId, repositoryId, body } = delivery;
		const common = { hook, guid, event, action, installationId, repositoryId, body, redelivery: true };
		if (kind === "app") {
			const app = world.apps.get(Number(id));
			const to = { url: app.webhookUrl ?? delivery.url, secret: app.webhookSecret, contentType: "json" as const };
			return { ...common, ...to, target: { type: "integration", id: app.id } };
		}
		const row = world.hooks.get(Number(id));
		const to = { url: row.url, secret: row.secret, contentType: row.contentType };
		return { ...common, ...to, target: { type: "repository", id: row.repositoryId } };
	}

	#enqueue(parcel: Parcel): void {
		if (Buffer.byteLength(parcel.body) > PAYLOAD_LIMIT) return;
		const effects = this.#options.faults.strike({ event: parcel.event });
		if (effects.some((effect) => effect.kind === "dropWebhook")) return;
		if (effects.some((effect) => effect.kind === "overtakenWebhook")) {
			this.#overtaken.set(parcel.hook, parcel);
			return;
		}
		const delay = effects.find((effect) => effect.kind === "delayWebhook");
		if (delay) this.#sendLate(parcel, delay.milliseconds);
		else this.#send(parcel);
		if (effects.some((effect) => effect.kind === "duplicateWebhook")) this.#send(parcel);
		const waiting = this.#overtaken.get(parcel.hook);
		this.#overtaken.delete(parcel.hook);
		if (waiting) this.#send(waiting);
	}

	#send(parcel: Parcel): void {
		const before = this.#queues.get(parcel.hook) ?? Promise.resolve();
		const after = before.then(async () => {
			await deliver(this.#options.source.world, parcel);
		});
		this.#queues.set(parcel.hook, after);
		after.finally(() => {
			if (this.#queues.get(parcel.hook) === after) this.#queues.delete(parcel.hook);
		});
	}

	#sendLate(parcel: Parcel, milliseconds: number): void {
		const late = sleep(milliseconds, undefined, { ref: false }).then(() => {
			this.#late.delete(late);
			this.#send(parcel);
		});
		this.#late.add(late);
	}
}

function wants(hook: Hook, event: string): boolean {
	return hook.active && (hook.events.includes("*") || hook.events.includes(event));
}
