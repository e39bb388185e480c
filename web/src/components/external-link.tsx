import { ExternalLink as Icon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/class-names.ts";

/** A link that leaves the app in a new tab, and says so. */
export function ExternalLink({ href, children, className }: { href: string; children: ReactNode; className?: string }) {
	return (
		<a
			href={href}
			target="_blank"
			rel="noopener noreferrer"
			className={cn("inline-flex items-center gap-1 text-primary underline-offset-4 hover:underline", className)}
		>
			{children}
			<Icon aria-hidden="true" className="size-3.5 shrink-0" />
			<span className="sr-only">(opens in a new tab)</span>
		</a>
	);
}
