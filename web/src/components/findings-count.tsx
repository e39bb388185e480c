import { CircleCheck, TriangleAlert } from "lucide-react";
import { formatCount } from "@/lib/format.ts";

/** How many problems and strengths a review found, by icon and number, spelled out for screen readers. */
export function FindingsCount({ problems, strengths }: { problems: number; strengths: number }) {
	const spelled = `${formatCount(problems, "problem")}, ${formatCount(strengths, "strength")}`;
	return (
		<span className="inline-flex items-center gap-2 text-sm tabular-nums" title={spelled}>
			<span aria-hidden="true" className="inline-flex items-center gap-1 text-warning">
				<TriangleAlert className="size-3.5" /> {problems}
			</span>
			<span aria-hidden="true" className="inline-flex items-center gap-1 text-success">
				<CircleCheck className="size-3.5" /> {strengths}
			</span>
			<span className="sr-only">{spelled}</span>
		</span>
	);
}
