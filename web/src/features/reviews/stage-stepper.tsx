import { Check, Circle, LoaderCircle, Minus, X } from "lucide-react";
import { Elapsed } from "@/components/elapsed.tsx";
import { cn } from "@/lib/class-names.ts";
import { stageWords } from "@/lib/review-words.ts";
import type { ReviewDetail } from "./queries.ts";
import { type StageStep, stageSteps } from "./stage-steps.ts";

const looks = {
	done: { icon: Check, word: "done", className: "border-success/40 bg-success-soft text-success" },
	current: { icon: LoaderCircle, word: "in progress", className: "border-info/40 bg-info-soft text-info" },
	failed: { icon: X, word: "stopped here", className: "border-danger/40 bg-danger-soft text-danger" },
	ahead: { icon: Circle, word: "still to come", className: "text-muted-foreground" },
	skipped: { icon: Minus, word: "not reached", className: "text-muted-foreground" },
};

/** Where the review is, how long each stage took, and what it was doing. */
export function StageStepper({ review }: { review: ReviewDetail }) {
	const steps = stageSteps(review);
	return (
		<ol aria-label="Stages" className="space-y-0">
			{steps.map((step, index) => (
				<li
					key={step.stage}
					className="relative flex gap-3 pb-4 last:pb-0"
					aria-current={step.state === "current" ? "step" : undefined}
				>
					{index < steps.length - 1 ? (
						<span aria-hidden="true" className="absolute top-6 bottom-0 left-[0.7rem] w-px bg-border" />
					) : null}
					<StepMark step={step} />
					<StepText step={step} />
				</li>
			))}
		</ol>
	);
}

function StepMark({ step }: { step: StageStep }) {
	const { icon: Icon, className } = looks[step.state];
	return (
		<span
			aria-hidden="true"
			className={cn("z-10 flex size-6 shrink-0 items-center justify-center rounded-full border bg-card", className)}
		>
			<Icon
				className={cn("size-3.5", step.state === "current" && "animate-spin", step.state === "ahead" && "size-2")}
			/>
		</span>
	);
}

function StepText({ step }: { step: StageStep }) {
	const { name, means } = stageWords[step.stage];
	const isQuiet = step.state === "ahead" || step.state === "skipped";
	return (
		<div className="min-w-0 flex-1 pt-0.5 text-sm">
			<p className="flex items-baseline justify-between gap-2">
				<span className={cn(isQuiet ? "text-muted-foreground" : "font-medium")}>{name}</span>
				<span className="sr-only">, {looks[step.state].word}</span>
				{step.startedAt && step.stage !== "DONE" ? (
					<span className="shrink-0 text-muted-foreground text-xs tabular-nums">
						<Elapsed from={step.startedAt} to={step.finishedAt} />
					</span>
				) : null}
			</p>
			{step.state === "current" || step.detail ? (
				<p className="break-words text-muted-foreground text-xs">{step.detail ?? means}</p>
			) : null}
		</div>
	);
}
