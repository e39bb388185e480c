import { formatDuration } from "@/lib/format.ts";
import { useNow } from "@/lib/use-now.ts";

/** How long something took, or has been taking so far. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
	return to === null ? <RunningFor from={from} /> : formatDuration(Date.parse(to) - Date.parse(from));
}

function RunningFor({ from }: { from: string }) {
	const elapsed = useNow(1000) - Date.parse(from);
	return formatDuration(Math.max(0, Math.floor(elapsed / 1000) * 1000));
}
