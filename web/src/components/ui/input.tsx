import type { ComponentProps } from "react";
import { cn } from "@/lib/class-names.ts";

const control =
	"h-9 w-full min-w-0 rounded-md border border-input bg-card px-3 text-sm shadow-xs placeholder:text-muted-foreground focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-danger";

export function Input({ className, ...props }: ComponentProps<"input">) {
	return <input className={cn(control, className)} {...props} />;
}

/** The native control: it works with every keyboard, screen reader and phone. */
export function Select({ className, ...props }: ComponentProps<"select">) {
	return <select className={cn(control, "pr-8", className)} {...props} />;
}
