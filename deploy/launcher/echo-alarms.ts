import { z } from "zod";
import type { LogFile } from "./log-file.ts";

const WARN = 40;
const QUIET_MS = 60_000;
const levels: Record<string, number> = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };

const entrySchema = z.object({
	level: z.union([z.number(), z.string().transform((name) => levels[name.toLowerCase()] ?? 0)]),
	msg: z.string().default(""),
	activityType: z.string().optional(),
	workflowType: z.string().optional(),
	err: z.object({ message: z.string() }).optional(),
	error: z.object({ type: z.string() }).optional(),
});

/** Tells of a process's warnings and errors, each message at most once a minute; the whole stands in its log. */
export function echoAlarms(name: string, log: LogFile, tell: (text: string) => void): void {
	const told = new Map<string, number>();
	log.watch((line) => {
		const text = alarmIn(line);
		if (text === undefined || Date.now() - (told.get(text) ?? 0) < QUIET_MS) return;
		told.set(text, Date.now());
		tell(`${name}: ${text} (${log.path})`);
	});
}

/** The message of a pino line of level warn or above, shortened; undefined for every other line. */
export function alarmIn(line: string): string | undefined {
	if (!line.startsWith("{")) return undefined;
	try {
		const entry = entrySchema.safeParse(JSON.parse(line)).data;
		if (entry === undefined || entry.level < WARN) return undefined;
		const { msg, activityType, workflowType, err, error } = entry;
		return [msg, activityType ?? workflowType, err?.message ?? error?.type].filter(Boolean).join(": ").slice(0, 200);
	} catch {
		return undefined; // not a whole line of JSON
	}
}
