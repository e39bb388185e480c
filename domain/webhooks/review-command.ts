/** Whether a comment asks for a review: its first line is the command `/hephaestus review`, in any case. */
export function isReviewCommand(body: string): boolean {
	return /^\s*\/hephaestus\s+review\s*(\r?\n|$)/i.test(body);
}
