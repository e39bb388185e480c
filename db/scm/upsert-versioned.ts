import { type Insertable, sql } from "kysely";
import type { TenantTransaction } from "../operations/database.ts";
import type { DB } from "../schema.gen.ts";
import { toStorableJson } from "./storable-json.ts";

type MirroredTable = {
	[T in keyof DB]: DB[T] extends { native_id: unknown; updated_at: unknown; observed_at: unknown } ? T : never;
}[keyof DB];

export interface VersionedUpsert<T extends MirroredTable> {
	table: T;
	/** Columns of the unique key that identifies a row. */
	key: (keyof Insertable<DB[T]> & string)[];
	/** Columns that a source may leave null when it does not carry them: null never replaces what is known. */
	partial?: (keyof Insertable<DB[T]> & string)[];
	/** Columns with a rule of their own: SQL over `t` (stored), `excluded` (told) and the word `newer`. */
	rules?: Partial<Record<keyof Insertable<DB[T]> & string, string>>;
	/** For rows the provider gives no version: `updated_at` moves only when something else changes. */
	unversioned?: boolean;
	rows: Insertable<DB[T]>[];
}

const NEWER = "(excluded.updated_at, excluded.observed_at) > (t.updated_at, t.observed_at)";

/**
 * Writes what was told and returns the ids of the rows that changed. A newer version replaces the row, an older one only
 * fills what was unknown, and a version that says nothing new touches nothing; so order and repetition do not matter.
 * Each key may occur once in `rows`, which all have the same columns.
 */
export async function upsertVersioned<T extends MirroredTable>(
	tx: TenantTransaction,
	{ table, key, partial = [], rules = {}, unversioned = false, rows }: VersionedUpsert<T>,
): Promise<number[]> {
	const [first] = rows;
	if (first === undefined) return [];
	const columns = Object.keys(first);
	const content = columns.filter((column) => !["updated_at", "observed_at", "workspace_id", ...key].includes(column));
	const outcome = (column: string) => {
		if (column === "created_at") return "least(t.created_at, excluded.created_at)";
		const rule = (rules as Record<string, string | undefined>)[column];
		if (rule !== undefined) return rule.replaceAll("newer", NEWER);
		return (partial as string[]).includes(column)
			? `case when ${NEWER} then coalesce(excluded.${column}, t.${column}) else coalesce(t.${column}, excluded.${column}) end`
			: `case when ${NEWER} then excluded.${column} else t.${column} end`;
	};
	const differs = (list: string[]) =>
		`(${list.map((column) => `t.${column}`).join(", ")}) is distinct from (${list.map(outcome).join(", ")})`;
	const moved = `${NEWER} and (${differs(unversioned ? content : [...content, "updated_at"])})`;
	const assignments = [
		...content.map((column) => `${column} = ${outcome(column)}`),
		...["updated_at", "observed_at"].map(
			(column) => `${column} = case when ${moved} then excluded.${column} else t.${column} end`,
		),
	];
	const list = sql.raw(columns.join(", "));
	const result = await sql<{ id: number }>`
		insert into ${sql.table(table)} as t (${list})
		select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${toStorableJson(rows)}::jsonb)
		order by ${sql.raw(key.join(", "))}
		on conflict (${sql.raw(key.join(", "))}) do update set ${sql.raw(assignments.join(", "))}
		where ${sql.raw(differs(unversioned ? content : [...content, "updated_at"]))}
		returning t.id`.execute(tx);
	return result.rows.map(({ id }) => id);
}
