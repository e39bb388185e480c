import { readFile } from "node:fs/promises";

/** Resident memory of one process in megabytes (VmRSS of /proc; Linux only). */
export async function residentMegabytes(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, "utf8");
	const kilobytes = status.match(/^VmRSS:\s+(\d+) kB/m)?.[1];
	if (kilobytes === undefined) throw new Error(`/proc/${pid}/status tells no VmRSS`);
	return Number(kilobytes) / 1024;
}
