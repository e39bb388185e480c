import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const START_TIME_FIELD = 22;

/**
 * What tells a process from a later one with the same id: its start time, in the system's own words; undefined when no
 * such process lives.
 */
export function processIdentity(pid: number): string | undefined {
	try {
		// The name in field 2 may hold spaces and brackets; the rest is counted after it.
		const afterName = readFileSync(`/proc/${pid}/stat`, "utf8")
			.replace(/^.*\) /s, "")
			.split(" ");
		const state = afterName[0];
		return state === "Z" ? undefined : afterName[START_TIME_FIELD - 3];
	} catch {
		if (process.platform === "linux") return undefined;
		return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() || undefined;
	}
}

/** Ends processes that an earlier run left behind, the last started first; those whose id is another's now are spared. */
export async function endLeftovers(
	leftovers: readonly { name: string; pid: number; identity?: string | undefined }[],
): Promise<string[]> {
	const living = leftovers.filter(({ pid, identity }) => identity !== undefined && processIdentity(pid) === identity);
	for (const { pid } of living.toReversed()) {
		signal(pid, "SIGINT");
		for (let waited = 0; waited < 30 && processIdentity(pid) !== undefined; waited++) {
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		signal(-pid, "SIGKILL");
	}
	return living.map(({ name }) => name);
}

function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch {
		// It ended by itself.
	}
}
