import { cn } from "@/lib/class-names.ts";

interface ProgressProps {
	label: string;
	/** `null`: how much there is to do is not known yet. */
	max: number | null;
	value: number;
	tone?: "primary" | "success" | "warning" | "danger";
	className?: string;
}

const tones = { primary: "bg-primary", success: "bg-success", warning: "bg-warning", danger: "bg-danger" };

/** A bar with its value for screen readers; unknown totals pulse instead of guessing. */
export function Progress({ label, max, value, tone = "primary", className }: ProgressProps) {
	const known = max !== null && max > 0;
	const share = known ? Math.min(100, (value / max) * 100) : 100;
	return (
		<div
			role="progressbar"
			aria-label={label}
			aria-valuemin={0}
			aria-valuemax={known ? max : undefined}
			aria-valuenow={known ? Math.min(value, max) : undefined}
			className={cn("h-1.5 overflow-hidden rounded-full bg-muted", className)}
		>
			<div
				className={cn(
					"h-full rounded-full transition-[width] duration-500",
					tones[tone],
					!known && "animate-pulse opacity-40",
				)}
				style={{ width: `${share}%` }}
			/>
		</div>
	);
}
