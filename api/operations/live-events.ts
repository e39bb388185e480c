import { createPool, type DatabaseAddress } from "@hephaestus/db/operations/database.ts";
import { LIVE_EVENTS_CHANNEL, type LiveEvent } from "@hephaestus/db/operations/notify.ts";
import type { Logger } from "pino";
import { z } from "zod";

/** `resync` says that events may have been missed: refetch what is shown. */
export type LiveMessage = LiveEvent | { type: "resync" };
type Listener = (message: LiveMessage) => void;

export interface Subscription {
	workspaceId: number;
	accountId: number;
	listener: Listener;
	onClose(): void;
}

export interface LiveEvents {
	/** Calls `listener` for every event of the workspace until the returned function is called or everything closes. */
	subscribe(subscription: Subscription): () => void;
	/** How many subscriptions an account has open. */
	countOf(accountId: number): number;
	close(): Promise<void>;
}

const RECONNECT_MS = 1_000;
const liveEvent = z.object({
	workspaceId: z.int(),
	type: z.enum(["sync", "pull-request", "review"]),
	id: z.string(),
});

/**
 * Relays PostgreSQL notifications to subscribers over one connection, whatever their number. The connection opens with
 * the first subscriber. Whenever it opens, again or for the first time, everybody is told to refetch, since what changed
 * before cannot be heard any more.
 */
export function createLiveEvents(address: DatabaseAddress, log: Logger): LiveEvents {
	const pool = createPool({ ...address, maxConnections: 1, applicationName: "hephaestus: live events" });
	const subscribers = new Map<number, Set<Subscription>>();
	let state: "idle" | "listening" | "waiting" | "closed" = "idle";
	let release: (() => void) | null = null;
	let retry: NodeJS.Timeout | null = null;

	function everyone() {
		return [...subscribers.values()].flatMap((set) => [...set]);
	}

	function publish(payload: string | undefined): void {
		const event = liveEvent.safeParse(JSON.parse(payload ?? "null"));
		if (!event.success) return;
		for (const { listener } of subscribers.get(event.data.workspaceId) ?? []) listener(event.data);
	}

	async function listen(): Promise<void> {
		if (state !== "idle") return;
		state = "listening";
		try {
			const client = await pool.connect();
			// Everything may have closed meanwhile.
			if (state !== "listening") return client.release(true);
			release = () => client.release(true);
			client.on("notification", ({ payload }) => publish(payload));
			client.on("error", reconnectLater);
			await client.query(`listen ${LIVE_EVENTS_CHANNEL}`);
			for (const { listener } of everyone()) listener({ type: "resync" });
		} catch (error) {
			reconnectLater(error);
		}
	}

	// A lost connection may say so twice: by its error event and by the query that was under way.
	function reconnectLater(error: unknown): void {
		if (state !== "listening") return;
		state = "waiting";
		log.warn({ err: error }, "live events lost their connection");
		hangUp();
		retry = setTimeout(() => {
			state = "idle";
			void listen();
		}, RECONNECT_MS);
	}

	function hangUp(): void {
		release?.();
		release = null;
	}

	return {
		countOf: (accountId) => everyone().filter((subscriber) => subscriber.accountId === accountId).length,
		subscribe(subscriber) {
			const { workspaceId } = subscriber;
			const set = subscribers.get(workspaceId) ?? new Set();
			subscribers.set(workspaceId, set.add(subscriber));
			void listen();
			return () => {
				set.delete(subscriber);
				if (set.size === 0) subscribers.delete(workspaceId);
			};
		},
		async close() {
			if (state === "closed") return;
			state = "closed";
			if (retry !== null) clearTimeout(retry);
			for (const { onClose } of everyone()) onClose();
			hangUp();
			await pool.end();
		},
	};
}
