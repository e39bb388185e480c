import { Ban, CircleCheck, CircleX, Clock, LoaderCircle, type LucideIcon, TimerOff } from "lucide-react";
import { formatConstant } from "@/lib/format.ts";
import { type ReviewStatus, stageWords, statusWords } from "@/lib/review-words.ts";
import { Badge, type Tone } from "./ui/badge.tsx";

const looks: Record<ReviewStatus, { tone: Tone; icon: LucideIcon; spin?: boolean }> = {
	QUEUED: { tone: "neutral", icon: Clock },
	RUNNING: { tone: "info", icon: LoaderCircle, spin: true },
	COMPLETED: { tone: "success", icon: CircleCheck },
	FAILED: { tone: "danger", icon: CircleX },
	TIMED_OUT: { tone: "danger", icon: TimerOff },
	CANCELLED: { tone: "neutral", icon: Ban },
};

/** State of a review; while it runs, the stage it is in. */
export function ReviewBadge({ status, stage }: { status: ReviewStatus; stage: string }) {
	const { tone, icon: Icon, spin } = looks[status];
	const text = status === "RUNNING" ? stageName(stage) : statusWords[status];
	return (
		<Badge tone={tone}>
			<Icon aria-hidden="true" className={spin ? "animate-spin" : undefined} />
			{text}
		</Badge>
	);
}

function stageName(stage: string): string {
	const known = Object.entries(stageWords).find(([name]) => name === stage);
	return known?.[1].name ?? formatConstant(stage);
}
