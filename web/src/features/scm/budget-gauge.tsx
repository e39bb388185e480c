import { Instant } from "@/components/instant.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { Progress } from "@/components/ui/progress.tsx";
import { formatNumber } from "@/lib/format.ts";
import type { SyncStatus } from "./queries.ts";

/** What the forge still lets us ask before its limit resets. */
export function BudgetGauge({ budget }: { budget: SyncStatus["budget"] }) {
	return (
		<Card>
			<CardHeader>
				<CardTitle>API budget</CardTitle>
				{budget ? <span className="text-muted-foreground text-sm">{budget.resource}</span> : null}
			</CardHeader>
			<CardContent className="space-y-2 text-sm">
				{budget ? <Gauge budget={budget} /> : <p className="text-muted-foreground">Known after the first call.</p>}
			</CardContent>
		</Card>
	);
}

function Gauge({ budget }: { budget: NonNullable<SyncStatus["budget"]> }) {
	const share = budget.limit === 0 ? 0 : budget.remaining / budget.limit;
	const isLow = share < 0.1;
	return (
		<>
			<p className="tabular-nums">
				<span className="font-semibold text-2xl tracking-tight">{formatNumber(budget.remaining)}</span>{" "}
				<span className="text-muted-foreground">of {formatNumber(budget.limit)} points left</span>
			</p>
			<Progress
				label="API budget left"
				value={budget.remaining}
				max={budget.limit}
				tone={isLow ? "warning" : "success"}
				className="h-2"
			/>
			<p className="text-muted-foreground">
				{isLow ? "Syncing slows down until the budget resets " : "Resets "}
				<Instant at={budget.resetsAt} />
			</p>
		</>
	);
}
