import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from "lucide-react";
import { Instant } from "@/components/instant.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { formatNumber } from "@/lib/format.ts";
import type { SyncStatus } from "./queries.ts";

type Repository = SyncStatus["repositories"][number];
type Part = Repository["parts"][number];

const partNames: Record<Part["part"], string> = { LABELS: "Labels", ISSUES: "Issues", PULL_REQUESTS: "Pull requests" };

/** Each repository with the parts that are mirrored one after the other. */
export function SyncRepositories({ repositories }: { repositories: Repository[] }) {
	return (
		<ul className="divide-y">
			{repositories.map(({ id, nameWithOwner, parts }) => (
				<li key={id} className="px-5 py-4">
					<h3 className="mb-2.5 break-all font-medium text-sm">{nameWithOwner}</h3>
					<ul className="grid gap-x-8 gap-y-3 sm:grid-cols-3">
						{parts.map((part) => (
							<li key={part.part}>
								<PartProgress part={part} repository={nameWithOwner} />
							</li>
						))}
					</ul>
				</li>
			))}
		</ul>
	);
}

function PartProgress({ part, repository }: { part: Part; repository: string }) {
	const isDone = part.state === "IDLE" && part.syncedUntil !== null;
	const max = isDone ? Math.max(part.rowsSeen, 1) : part.rowsTotal;
	const tone = part.state === "FAILED" ? "danger" : isDone ? "success" : "primary";
	return (
		<div className="space-y-1.5 text-sm">
			<p className="flex items-center gap-1.5">
				<PartIcon part={part} />
				<span>{partNames[part.part]}</span>
				<span className="ml-auto text-muted-foreground tabular-nums">
					{formatNumber(part.rowsSeen)}
					{part.state === "RUNNING" && part.rowsTotal !== null ? ` of ${formatNumber(part.rowsTotal)}` : null}
				</span>
			</p>
			{part.state === "IDLE" && !isDone ? (
				<p className="text-muted-foreground text-xs">Waiting for its turn</p>
			) : (
				<Progress
					label={`${partNames[part.part]} of ${repository}`}
					value={isDone ? (max ?? 0) : part.rowsSeen}
					max={max}
					tone={tone}
				/>
			)}
			{part.error ? <p className="break-words text-danger text-xs">{part.error}</p> : null}
			{isDone && !part.error ? (
				<p className="text-muted-foreground text-xs">
					up to date <Instant at={part.updatedAt} />
				</p>
			) : null}
		</div>
	);
}

function PartIcon({ part }: { part: Part }) {
	if (part.state === "FAILED") return <CircleAlert aria-label="Failed" className="size-4 text-danger" />;
	if (part.state === "RUNNING")
		return <LoaderCircle aria-label="Running" className="size-4 animate-spin text-primary" />;
	if (part.syncedUntil) return <CircleCheck aria-label="Done" className="size-4 text-success" />;
	return <CircleDashed aria-label="Waiting" className="size-4 text-muted-foreground" />;
}
