import { Flame } from "lucide-react";
import { cn } from "@/lib/class-names.ts";

/** The mark; the name beside it unless there is no room. */
export function Logo({ compact = false, className }: { compact?: boolean; className?: string }) {
	return (
		<span className={cn("inline-flex items-center gap-2 font-semibold tracking-tight", className)}>
			<span
				aria-hidden="true"
				className="flex size-7 items-center justify-center rounded-lg bg-primary text-primary-foreground"
			>
				<Flame className="size-4.5" />
			</span>
			<span className={compact ? "sr-only" : undefined}>Hephaestus</span>
		</span>
	);
}
