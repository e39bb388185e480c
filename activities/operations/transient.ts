import { ServiceError } from "@temporalio/client";
import { z } from "zod";

// Classes of SQLSTATE: connection lost, serialization or deadlock, out of resources, being shut down or cancelled.
const TRANSIENT_SQL = /^(08|40|53|57)/;
const coded = z.object({ code: z.string() });

/** Whether the failure is of PostgreSQL or Temporal being away for a while, rather than of the work itself. */
export function isTransient(error: unknown): boolean {
	if (error instanceof ServiceError) return true;
	const parsed = coded.safeParse(error instanceof Error ? { ...error } : error);
	if (parsed.success && (TRANSIENT_SQL.test(parsed.data.code) || /^E[A-Z]+$/.test(parsed.data.code))) return true;
	return error instanceof Error && /Connection terminated|timeout exceeded when trying to connect/.test(error.message);
}
