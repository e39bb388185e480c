import { formatInstant, formatRelative } from "@/lib/format.ts";
import { useNow } from "@/lib/use-now.ts";

/** "3 hours ago", with the exact time on hover. */
export function Instant({ at, className }: { at: string; className?: string }) {
	const now = useNow(30_000);
	return (
		<time dateTime={at} title={formatInstant(at)} className={className}>
			{formatRelative(at, now)}
		</time>
	);
}
