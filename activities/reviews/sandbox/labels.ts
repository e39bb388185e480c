/** Labels of our containers. `owner` scopes reconciliation, so that two instances can share an engine. */
export const labels = {
	managed: "hephaestus.managed",
	reviewId: "hephaestus.review-id",
	owner: "hephaestus.owner",
} as const;

/** The labels of the container of one review, run by one owner (an instance's worker). */
export function labelsOf(owner: string, reviewId: string): Record<string, string> {
	return { [labels.managed]: "true", [labels.owner]: owner, [labels.reviewId]: reviewId };
}
