import { isDatabaseUnreachable } from "@hephaestus/db/operations/database-unreachable.ts";
import { ServiceError } from "@temporalio/client";

// Classes of SQLSTATE: serialization or deadlock, out of resources, cancelled by an operator.
const PASSING_SQL = /^(40|53|57)/;

/** Whether the failure is of PostgreSQL or Temporal being away or pressed, rather than of the work itself. */
export function isTransient(error: unknown): boolean {
	if (error instanceof ServiceError || isDatabaseUnreachable(error)) return true;
	return error instanceof Error && "code" in error && PASSING_SQL.test(String(error.code));
}
