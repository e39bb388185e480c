import { type Expression, type RawBuilder, sql } from "kysely";

/** A timestamp as ISO-8601 UTC text, alike in a column and inside a JSON aggregate; null stays null. */
export function isoInstant(column: Expression<Date>): RawBuilder<string>;
export function isoInstant(column: Expression<Date | null>): RawBuilder<string | null>;
export function isoInstant(column: Expression<Date | null>): RawBuilder<string | null> {
	return sql<string | null>`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
