/** Rows of one kind in order of insertion, with groupings kept up to date. A grouping's key must never change. */
export class Table<T extends { id: number }> {
	readonly name: string;
	readonly #rows = new Map<number, T>();
	readonly #groupings: { key(row: T): string | number; rows: Map<string | number, T[]> }[] = [];

	constructor(name: string) {
		this.name = name;
	}

	get size(): number {
		return this.#rows.size;
	}

	insert(row: T): T {
		this.#rows.set(row.id, row);
		for (const grouping of this.#groupings) {
			const key = grouping.key(row);
			const rows = grouping.rows.get(key);
			if (rows) rows.push(row);
			else grouping.rows.set(key, [row]);
		}
		return row;
	}

	remove(row: T): void {
		this.#rows.delete(row.id);
		for (const grouping of this.#groupings) {
			const rows = grouping.rows.get(grouping.key(row));
			rows?.splice(rows.indexOf(row), 1);
		}
	}

	find(id: number): T | undefined {
		return this.#rows.get(id);
	}

	/** @throws when no row has the id: a mistake in the simulator, never a caller's. */
	get(id: number): T {
		const row = this.#rows.get(id);
		if (!row) throw new Error(`The simulated GitHub holds no ${this.name} ${id}`);
		return row;
	}

	values(): T[] {
		return [...this.#rows.values()];
	}

	/** A reader of the rows whose key is the one given; made before the first insert. */
	groupBy(key: (row: T) => string | number): (key: string | number) => readonly T[] {
		const rows = new Map<string | number, T[]>();
		this.#groupings.push({ key, rows });
		return (wanted) => rows.get(wanted) ?? [];
	}
}
