import { FileCode, MessageSquareText } from "lucide-react";
import { Empty } from "@/components/empty.tsx";
import { ExternalLink } from "@/components/external-link.tsx";
import { Instant } from "@/components/instant.tsx";
import { Markdown } from "@/components/markdown.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { Card, CardContent } from "@/components/ui/card.tsx";
import { formatConstant } from "@/lib/format.ts";
import { isUnderWay, type ReviewDetail, type ReviewStatus } from "./queries.ts";

type Feedback = NonNullable<ReviewDetail["feedback"]>;
type Placement = Feedback["placements"][number];

interface FeedbackProps {
	feedback: ReviewDetail["feedback"];
	deliveryReason: string | null;
	status: ReviewStatus;
}

/** What was said on the forge, in its words, with links to where it stands. */
export function FeedbackView({ feedback, deliveryReason, status }: FeedbackProps) {
	if (!feedback) {
		const underWay = isUnderWay(status);
		const silence = status === "COMPLETED" ? "There was nothing to say." : "The review ended before it was written.";
		return (
			<Empty icon={MessageSquareText} title={underWay ? "No feedback yet" : "No feedback was written"}>
				{underWay ? "It is written when all findings are in." : (deliveryReason ?? silence)}
			</Empty>
		);
	}
	const reason = feedback.suppressionReason ?? deliveryReason;
	const summary = feedback.placements.find(({ placement }) => placement === "SUMMARY");
	const inline = feedback.placements.filter(({ placement }) => placement === "INLINE");
	return (
		<div className="space-y-4">
			{feedback.deliveredAt || feedback.state === "AWAITING_APPROVAL" ? null : (
				<Alert kind="info" title={`Not posted: ${formatConstant(feedback.state).toLowerCase()}`}>
					{reason}
				</Alert>
			)}
			{feedback.approvedAt ? (
				<p className="text-muted-foreground text-sm">
					Approved by {feedback.approvedBy ?? "somebody who left"} <Instant at={feedback.approvedAt} />
				</p>
			) : null}
			<Card>
				<PlacementHeader title="Summary" placement={summary} deliveredAt={feedback.deliveredAt} />
				<CardContent className="pt-3">
					<Markdown>{summary?.body ?? feedback.body}</Markdown>
				</CardContent>
			</Card>
			{inline.map((placement) => (
				<Card key={`${placement.path}:${placement.startLine}:${placement.body}`}>
					<PlacementHeader title={place(placement)} placement={placement} deliveredAt={null} />
					<CardContent className="pt-3">
						<Markdown>{placement.body}</Markdown>
					</CardContent>
				</Card>
			))}
		</div>
	);
}

function place({ path, startLine, endLine }: Placement): string {
	const lines = endLine && endLine !== startLine ? `${startLine}–${endLine}` : startLine;
	return `${path ?? "somewhere in the change"}${lines === null ? "" : `:${lines}`}`;
}

/** Posted as meant, or still to be posted: nothing to remark. */
const quiet = new Set(["POSTED", "PLANNED"]);

interface PlacementHeaderProps {
	title: string;
	placement: Placement | undefined;
	deliveredAt: string | null;
}

function PlacementHeader({ title, placement, deliveredAt }: PlacementHeaderProps) {
	const isInline = placement?.placement === "INLINE";
	return (
		<header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-muted/40 px-5 py-2.5 text-sm">
			<h3 className={isInline ? "flex min-w-0 items-center gap-1.5 break-all font-mono text-xs" : "font-medium"}>
				{isInline ? <FileCode aria-hidden="true" className="size-3.5 shrink-0" /> : null}
				{title}
			</h3>
			{placement && !quiet.has(placement.disposition) ? (
				<Badge tone={placement.disposition === "FAILED" ? "danger" : "neutral"}>
					{formatConstant(placement.disposition)}
				</Badge>
			) : null}
			<span className="ml-auto flex items-center gap-3 text-muted-foreground">
				{deliveredAt ? <Instant at={deliveredAt} /> : null}
				{placement?.htmlUrl ? <ExternalLink href={placement.htmlUrl}>On the forge</ExternalLink> : null}
			</span>
		</header>
	);
}
