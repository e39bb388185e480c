import { CircleCheck, FileCode, Info, type LucideIcon, OctagonAlert, TriangleAlert } from "lucide-react";
import { Markdown } from "@/components/markdown.tsx";
import { Badge, type Tone } from "@/components/ui/badge.tsx";
import type { Observation } from "./queries.ts";

type Severity = NonNullable<Observation["severity"]>;

const severities: Record<Severity, { tone: Tone; icon: LucideIcon; text: string }> = {
	CRITICAL: { tone: "danger", icon: OctagonAlert, text: "Critical" },
	MAJOR: { tone: "danger", icon: TriangleAlert, text: "Major" },
	MINOR: { tone: "warning", icon: TriangleAlert, text: "Minor" },
	INFO: { tone: "info", icon: Info, text: "Info" },
};
const strength = { tone: "success", icon: CircleCheck, text: "Strength" } as const;

/** One finding: how grave, which practice, where, why, and what to do next. */
export function ObservationCard({ observation }: { observation: Observation }) {
	const look = observation.severity
		? severities[observation.severity]
		: observation.assessment === "GOOD"
			? strength
			: severities.INFO;
	const { icon: Icon } = look;
	return (
		<article className="min-w-0 space-y-3 rounded-xl border bg-card p-5 shadow-xs">
			<header className="space-y-1.5">
				<p className="flex flex-wrap items-center gap-2 text-muted-foreground text-sm">
					<Badge tone={look.tone}>
						<Icon aria-hidden="true" /> {look.text}
					</Badge>
					{observation.areaName ? `${observation.areaName} · ` : null}
					{observation.practiceName}
				</p>
				<h4 className="text-balance break-words font-medium">{observation.title}</h4>
			</header>
			{observation.locations.map((location, index) => (
				<figure key={`${location.path}:${location.startLine}`} className="overflow-hidden rounded-md border">
					<figcaption className="flex items-center gap-1.5 break-all bg-muted/60 px-3 py-1.5 font-mono text-muted-foreground text-xs">
						<FileCode aria-hidden="true" className="size-3.5 shrink-0" />
						{location.path}:{location.startLine}
						{location.endLine && location.endLine !== location.startLine ? `–${location.endLine}` : null}
					</figcaption>
					{observation.snippets[index] ? (
						<pre className="whitespace-pre-wrap px-3 py-2 font-mono text-xs leading-5 [overflow-wrap:anywhere]">
							{observation.snippets[index]}
						</pre>
					) : null}
				</figure>
			))}
			<Markdown>{observation.reasoning}</Markdown>
			{observation.guidance ? (
				<div className="rounded-md border-primary border-l-2 bg-accent/50 px-3.5 py-2.5">
					<p className="mb-1 font-medium text-sm">What to do</p>
					<Markdown className="text-sm">{observation.guidance}</Markdown>
				</div>
			) : null}
		</article>
	);
}
