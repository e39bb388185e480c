import { ScanSearch } from "lucide-react";
import { Empty } from "@/components/empty.tsx";
import { formatCount } from "@/lib/format.ts";
import { groupObservations } from "./group-observations.ts";
import { ObservationCard } from "./observation-card.tsx";
import type { ReviewDetail } from "./queries.ts";

interface ObservationsProps {
	review: ReviewDetail;
	underWay: boolean;
}

/** What was found: problems by weight, then strengths; what did not apply is only counted. */
export function Observations({ review, underWay }: ObservationsProps) {
	const { problems, strengths, notApplicable } = groupObservations(review.observations);
	if (problems.length + strengths.length === 0) {
		return (
			<Empty icon={ScanSearch} title={underWay ? "Nothing found so far" : "Nothing was found"}>
				{underWay
					? "Findings appear here once they are checked against the change."
					: "No practice applied to this change, or the review ended before it reported anything."}
			</Empty>
		);
	}
	return (
		<div className="space-y-6">
			<Group title={formatCount(problems.length, "problem")} observations={problems} />
			<Group title={formatCount(strengths.length, "strength")} observations={strengths} />
			{notApplicable > 0 ? (
				<p className="text-muted-foreground text-sm">
					{formatCount(notApplicable, "practice")} did not apply to this change.
				</p>
			) : null}
		</div>
	);
}

function Group({ title, observations }: { title: string; observations: ReviewDetail["observations"] }) {
	if (observations.length === 0) return null;
	return (
		<section className="space-y-3">
			<h3 className="font-medium text-muted-foreground text-sm">{title}</h3>
			{observations.map((observation) => (
				<ObservationCard key={observation.id} observation={observation} />
			))}
		</section>
	);
}
