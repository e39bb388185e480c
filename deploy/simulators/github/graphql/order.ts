import type { World } from "../world/world.ts";
import type { Ordered } from "./connection.ts";
import { compareKeys } from "./connection.ts";

/** Remembers sorted rows until the world changes: a sync reads thousands of pages of the same order. */
export class OrderCache {
	readonly #world: World;
	readonly #orders = new Map<string, unknown>();
	#version = -1;

	constructor(world: World) {
		this.#world = world;
	}

	/** The order under a name, made by `make` where the world has changed since. */
	get<T>(name: string, make: () => Ordered<T>): Ordered<T> {
		if (this.#version !== this.#world.version) this.#orders.clear();
		this.#version = this.#world.version;
		// A name stands for one kind of row, which is the caller's to keep.
		const known = this.#orders.get(name) as Ordered<T> | undefined;
		if (known) return known;
		const made = make();
		this.#orders.set(name, made);
		return made;
	}
}

/** Sorts rows by a key and keeps it for cursors. */
export function orderBy<T>(
	rows: readonly T[],
	key: (row: T) => (string | number)[],
	direction: string | undefined,
): Ordered<T> {
	const sign = direction === "DESC" ? -1 : 1;
	return { rows: rows.toSorted((a, b) => compareKeys(key(a), key(b)) * sign), key, direction: sign };
}
