import { cn } from "@/lib/class-names.ts";
import { useLiveEvents } from "@/lib/live-events.ts";

/** Holds the workspace's event stream open, and says whether what one sees is current. */
export function LiveIndicator({ slug }: { slug: string }) {
	const live = useLiveEvents(slug) === "live";
	return (
		<span role="status" className="flex items-center gap-1.5 px-2 text-muted-foreground text-xs">
			<span
				aria-hidden="true"
				className={cn("size-2 rounded-full", live ? "bg-success" : "animate-pulse bg-warning")}
			/>
			{live ? "Live" : "Connecting…"}
		</span>
	);
}
