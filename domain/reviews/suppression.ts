export interface DeliveryFacts {
	state: string;
	isDraft: boolean;
	skipDrafts: boolean;
	deliverToMerged: boolean;
	autonomy: "OFF" | "HUMAN_APPROVAL" | "AUTOMATIC";
	authorOptedOut: boolean;
}

/**
 * Why feedback is not posted although the review is done; null when it is. Looked at just before posting, since the
 * pull request may have changed meanwhile (specification, section 15.1).
 */
export function suppressionReason(facts: DeliveryFacts): string | null {
	if (facts.autonomy === "OFF") return "autonomy is off for workspace";
	if (facts.state === "CLOSED") return "the pull request was closed";
	if (facts.state === "MERGED" && !facts.deliverToMerged) return "the pull request was merged";
	if (facts.isDraft && facts.skipDrafts) return "the pull request is a draft";
	if (facts.authorOptedOut) return "the author opted out of review comments";
	return null;
}
