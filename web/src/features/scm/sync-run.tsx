import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, RefreshCw } from "lucide-react";
import { toast } from "sonner";
import { Elapsed } from "@/components/elapsed.tsx";
import { Instant } from "@/components/instant.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { formatConstant, formatCount } from "@/lib/format.ts";
import { workspaceKey } from "@/lib/query-keys.ts";
import { type SyncStatus, startSync } from "./queries.ts";

type Run = NonNullable<SyncStatus["run"]>;

const titles: Record<Run["state"], string> = {
	RUNNING: "Syncing now",
	COMPLETED: "In sync",
	FAILED: "The last sync failed",
	CANCELLED: "The last sync was cancelled",
};

/** The newest run: how far it is, or how it ended and what to do about it. */
export function SyncRun({ slug, run }: { slug: string; run: SyncStatus["run"] }) {
	return (
		<Card>
			<CardHeader>
				<CardTitle>
					<span role="status">{run ? titles[run.state] : "No sync has run yet"}</span>
				</CardTitle>
				<SyncNowButton slug={slug} running={run?.state === "RUNNING"} />
			</CardHeader>
			<CardContent className="space-y-3">
				{run ? (
					<RunDetails run={run} />
				) : (
					<p className="text-muted-foreground text-sm">Start one to fill the mirror.</p>
				)}
			</CardContent>
		</Card>
	);
}

function RunDetails({ run }: { run: Run }) {
	const done = `${run.repositoriesDone} of ${formatCount(run.repositoriesTotal, "repository", "repositories")}`;
	return (
		<>
			{run.state === "RUNNING" ? (
				<Progress
					label="Repositories"
					value={run.repositoriesDone}
					max={run.repositoriesTotal || null}
					className="h-2"
				/>
			) : null}
			{run.state === "FAILED" ? (
				<Alert kind="danger" title={run.error ?? "The sync stopped before it was done"}>
					What was mirrored so far is kept. Run it again; if the forge refuses our access, an owner renews the token or
					the App's installation first.
				</Alert>
			) : null}
			<p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-sm tabular-nums">
				{run.state === "COMPLETED" ? <CircleCheck aria-hidden="true" className="size-4 text-success" /> : null}
				<span>{done}</span>
				<span>{formatCount(run.rowsChanged, "change")}</span>
				<span>
					started <Instant at={run.startedAt} />
				</span>
				<span>
					{run.finishedAt ? "took " : "running for "}
					<Elapsed from={run.startedAt} to={run.finishedAt} />
				</span>
				<span>{formatConstant(run.trigger)}</span>
			</p>
		</>
	);
}

function SyncNowButton({ slug, running }: { slug: string; running: boolean }) {
	const queryClient = useQueryClient();
	const start = useMutation({
		mutationFn: () => startSync(slug),
		onSuccess: () => queryClient.invalidateQueries({ queryKey: workspaceKey(slug, "sync") }),
		onError: (error) => toast.error("The sync did not start", { description: error.message }),
	});
	return (
		<Button variant="outline" size="sm" disabled={running || start.isPending} onClick={() => start.mutate()}>
			<RefreshCw aria-hidden="true" className={running || start.isPending ? "animate-spin" : undefined} />
			{running ? "Running…" : "Run now"}
		</Button>
	);
}
