import { Link } from "@tanstack/react-router";
import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from "lucide-react";
import { Instant } from "@/components/instant.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import type { SyncStatus } from "./queries.ts";

/** One line on how the mirror stands; the whole of it leads to the sync page. */
export function SyncSummary({ slug, status }: { slug: string; status: SyncStatus }) {
	const { run } = status;
	return (
		<Link
			to="/w/$slug/sync"
			params={{ slug }}
			className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-xl border bg-card px-5 py-3 text-sm shadow-xs hover:bg-accent/40"
		>
			<span className="flex items-center gap-2 font-medium">
				<SummaryIcon state={run?.state} />
				{run ? summaryWords[run.state] : "No sync has run yet"}
			</span>
			{run?.state === "RUNNING" ? (
				<Progress
					label="Repositories synced"
					value={run.repositoriesDone}
					max={run.repositoriesTotal || null}
					className="h-1.5 min-w-32 flex-1"
				/>
			) : null}
			{run?.error ? <span className="min-w-0 break-words text-danger">{run.error}</span> : null}
			<span className="ml-auto text-muted-foreground">
				{run?.finishedAt ? (
					<>
						last sync <Instant at={run.finishedAt} />
					</>
				) : (
					"See the details"
				)}
			</span>
		</Link>
	);
}

const summaryWords = {
	RUNNING: "Syncing now",
	COMPLETED: "In sync with the forge",
	FAILED: "The last sync failed",
	CANCELLED: "The last sync was cancelled",
};

function SummaryIcon({ state }: { state: keyof typeof summaryWords | undefined }) {
	if (state === "RUNNING") return <LoaderCircle aria-hidden="true" className="size-4 animate-spin text-primary" />;
	if (state === "COMPLETED") return <CircleCheck aria-hidden="true" className="size-4 text-success" />;
	if (state === "FAILED") return <CircleAlert aria-hidden="true" className="size-4 text-danger" />;
	return <CircleDashed aria-hidden="true" className="size-4 text-muted-foreground" />;
}
