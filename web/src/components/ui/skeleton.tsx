import { cn } from "@/lib/class-names.ts";

export function Skeleton({ className }: { className?: string }) {
	return <div aria-hidden="true" className={cn("animate-pulse rounded-md bg-muted", className)} />;
}

/** Placeholder rows of a list; announced once as loading. */
export function SkeletonRows({ rows = 6, className }: { rows?: number; className?: string }) {
	const keys = Array.from({ length: rows }, (_, row) => `row ${row}`);
	return (
		<div role="status" className="space-y-3">
			<span className="sr-only">Loading…</span>
			{keys.map((key) => (
				<Skeleton key={key} className={cn("h-12 w-full", className)} />
			))}
		</div>
	);
}
