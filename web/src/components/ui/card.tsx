import type { ComponentProps } from "react";
import { cn } from "@/lib/class-names.ts";

export function Card({ className, ...props }: ComponentProps<"section">) {
	return <section className={cn("min-w-0 rounded-xl border bg-card shadow-xs", className)} {...props} />;
}

export function CardHeader({ className, ...props }: ComponentProps<"div">) {
	return (
		<div
			className={cn("flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-5 pt-4 pb-3", className)}
			{...props}
		/>
	);
}

export function CardTitle({ className, children, ...props }: ComponentProps<"h2">) {
	return (
		<h2 className={cn("font-semibold text-base tracking-tight", className)} {...props}>
			{children}
		</h2>
	);
}

export function CardContent({ className, ...props }: ComponentProps<"div">) {
	return <div className={cn("px-5 pb-5", className)} {...props} />;
}
