import { Link } from "@tanstack/react-router";
import { CircleCheck, CircleSlash, Clock } from "lucide-react";
import { Instant } from "@/components/instant.tsx";
import { triggerWords } from "@/lib/review-words.ts";
import type { AdmissionDecision } from "./queries.ts";

const outcomes = {
	ADMIT: { icon: CircleCheck, text: "Reviewed", className: "text-success" },
	WAIT: { icon: Clock, text: "Waits", className: "text-warning" },
	REFUSE: { icon: CircleSlash, text: "Not reviewed", className: "text-muted-foreground" },
};

/** Why reviews ran or did not, newest first. */
export function Decisions({ slug, decisions }: { slug: string; decisions: AdmissionDecision[] }) {
	return (
		<ol className="space-y-3.5">
			{decisions.map((decision) => (
				<li key={`${decision.decidedAt}-${decision.trigger}-${decision.outcome}`}>
					<Decision slug={slug} decision={decision} />
				</li>
			))}
		</ol>
	);
}

function Decision({ slug, decision }: { slug: string; decision: AdmissionDecision }) {
	const { icon: Icon, text, className } = outcomes[decision.outcome];
	return (
		<div className="flex gap-2.5 text-sm">
			<Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${className}`} />
			<div className="min-w-0">
				<p>
					<span className="font-medium">{text}</span>: {decision.reason}
				</p>
				<p className="text-muted-foreground text-xs">
					{triggerWords(decision.trigger)} · <Instant at={decision.decidedAt} />
					{decision.reviewId ? (
						<>
							{" · "}
							<Link
								to="/w/$slug/reviews/$reviewId"
								params={{ slug, reviewId: decision.reviewId }}
								className="text-primary underline underline-offset-2"
							>
								see the review
							</Link>
						</>
					) : null}
				</p>
			</div>
		</div>
	);
}
