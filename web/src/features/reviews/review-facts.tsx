import type { ReactNode } from "react";
import { Elapsed } from "@/components/elapsed.tsx";
import { ExternalLink } from "@/components/external-link.tsx";
import { formatConstant, formatCost, formatNumber } from "@/lib/format.ts";
import { triggerWords } from "@/lib/review-words.ts";
import type { ReviewDetail } from "./queries.ts";

/** What the run was and what it cost. */
export function ReviewFacts({ review }: { review: ReviewDetail }) {
	const { usage } = review;
	return (
		<dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
			<Fact name="Why">{triggerWords(review.trigger)}</Fact>
			<Fact name="Commit">
				<code className="text-xs">{review.headSha.slice(0, 10)}</code>
			</Fact>
			{review.startedAt ? (
				<Fact name="Took">
					<Elapsed from={review.startedAt} to={review.finishedAt} />
				</Fact>
			) : null}
			<Fact name="Model">{review.model ?? "Not chosen yet"}</Fact>
			<Fact name="Calls">{formatNumber(usage.calls)}</Fact>
			<Fact name="Tokens">
				{formatNumber(usage.inputTokens)} in, {formatNumber(usage.outputTokens)} out
			</Fact>
			<Fact name="Cost">{formatCost(review.costUsd)}</Fact>
			{review.deliveryStatus ? <Fact name="Delivery">{formatConstant(review.deliveryStatus)}</Fact> : null}
			{review.temporalUrl ? (
				<Fact name="Workflow">
					<ExternalLink href={review.temporalUrl}>Open in Temporal</ExternalLink>
				</Fact>
			) : null}
		</dl>
	);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
	return (
		<>
			<dt className="text-muted-foreground">{name}</dt>
			<dd className="min-w-0 break-words text-right tabular-nums">{children}</dd>
		</>
	);
}
