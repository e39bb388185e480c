import { revokeToken } from "./world/tokens.ts";
import type { World } from "./world/world.ts";

/** What a fault strikes; everything named must agree. An empty target strikes every request. */
export interface Target {
	method?: string;
	/** A path under the API, `*` for any part: `/repos/*` + `/pulls`. */
	path?: string;
	/** A root field or mutation of GraphQL, such as `repository` or `addComment`, or the operation's name. */
	operation?: string;
	/** A webhook's event. */
	event?: string;
}

export type Effect =
	| { kind: "latency"; milliseconds: number }
	| { kind: "status"; status: number }
	| { kind: "primaryLimit"; secondsToReset: number }
	| { kind: "secondaryLimit"; retryAfter: number; status: 403 | 429 }
	/** The connection breaks in the middle of the body. */
	| { kind: "cutBody" }
	/** The answer is lost after the work was done. */
	| { kind: "loseAnswer" }
	/** Pages come with half of their rows. */
	| { kind: "shortPage" }
	| { kind: "reversedPage" }
	| { kind: "dropWebhook" }
	| { kind: "duplicateWebhook" }
	| { kind: "delayWebhook"; milliseconds: number }
	/** The delivery waits until the next one has gone out. */
	| { kind: "overtakenWebhook" };

export interface Fault {
	target: Target;
	effect: Effect;
	remaining: number;
	/** How often it struck. */
	struck: number;
}

export interface Occurrence {
	method?: string;
	path?: string;
	operations?: string[];
	event?: string;
}

/** Faults that tests ask for: each strikes a number of times and counts. */
export class Faults {
	readonly #world: World;
	#faults: Fault[] = [];

	constructor(world: World) {
		this.#world = world;
	}

	/** Adds a fault that strikes `times` times (once, if not said) and answers it, to read `struck` later. */
	add(target: Target, effect: Effect, times = 1): Fault {
		const fault = { target, effect, remaining: times, struck: 0 };
		this.#faults.push(fault);
		return fault;
	}

	clear(): void {
		this.#faults = [];
	}

	revokeToken(value: string): void {
		revokeToken(this.#world, value);
	}

	/** Effects that strike now; each is counted. */
	strike(occurrence: Occurrence): Effect[] {
		const hit = this.#faults.filter((fault) => fault.remaining > 0 && matches(fault, occurrence));
		for (const fault of hit) {
			fault.remaining -= 1;
			fault.struck += 1;
		}
		return hit.map((fault) => fault.effect);
	}
}

function matches(fault: Fault, occurrence: Occurrence): boolean {
	const { target, effect } = fault;
	if (effect.kind.endsWith("Webhook") !== (occurrence.event !== undefined)) return false;
	if (target.method && target.method.toUpperCase() !== occurrence.method) return false;
	if (target.path && !glob(target.path).test(occurrence.path ?? "")) return false;
	if (target.operation && !occurrence.operations?.includes(target.operation)) return false;
	return !target.event || target.event === occurrence.event;
}

function glob(pattern: string): RegExp {
	return new RegExp(`^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]+")}$`);
}

/** Whether one of the effects is of a kind. */
export function has(effects: Effect[], kind: Effect["kind"]): boolean {
	return effects.some((effect) => effect.kind === kind);
}

/** Shortens or turns round every page inside an answer, REST's lists and GraphQL's connections alike. */
export function disturbPages(value: unknown, effects: Effect[]): unknown {
	const change = <T>(rows: T[]): T[] => {
		const kept = has(effects, "shortPage") ? rows.slice(0, Math.floor(rows.length / 2)) : rows;
		return has(effects, "reversedPage") ? kept.toReversed() : kept;
	};
	if (!has(effects, "shortPage") && !has(effects, "reversedPage")) return value;
	if (Array.isArray(value)) return change(value);
	return disturbConnections(value, change);
}

function disturbConnections(value: unknown, change: <T>(rows: T[]) => T[]): unknown {
	if (Array.isArray(value)) return value.map((entry) => disturbConnections(entry, change));
	if (typeof value !== "object" || value === null) return value;
	const entries = Object.entries(value).map(([key, entry]) => {
		const inner = disturbConnections(entry, change);
		const rows = (key === "nodes" || key === "edges") && Array.isArray(inner);
		return [key, rows ? change(inner) : inner];
	});
	return Object.fromEntries(entries);
}
