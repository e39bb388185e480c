/** Hidden marks by which later runs find our own comments (specification, section 14). */
const SUMMARY = "hephaestus:practice-review:";
const NOTES = "hephaestus:practice-review-notes:";
const COMMAND_ANSWER = "hephaestus:command-answer:";
const NOTE = "hephaestus-diff-note-ck=";

/** First line of a summary comment. */
export function summaryMarker(reviewId: string): string {
	return `<!-- ${SUMMARY}${reviewId} -->`;
}

export function isSummary(body: string): boolean {
	return body.startsWith(`<!-- ${SUMMARY}`);
}

/** Body of the pull request review that carries one run's inline notes. */
export function notesMarker(reviewId: string): string {
	return `<!-- ${NOTES}${reviewId} -->`;
}

/** Ends an inline note and names what it is about, so that the same note is not posted beside a living one. */
export function noteMarker(correlationKey: string): string {
	return `<!-- ${NOTE}${correlationKey} -->`;
}

export function correlationKeyOf(body: string): string | null {
	return /<!-- hephaestus-diff-note-ck=([0-9a-z-]+) -->/.exec(body)?.[1] ?? null;
}

/**
 * Whether a comment is one of ours; such comments are no evidence about anybody. Anybody can write our marks, and the
 * identity that we post with may be a person's: only both together tell.
 */
export function isOurs(comment: { body: string | null; authorNativeId: number | null }, ownNativeId: number): boolean {
	if (comment.body === null || comment.authorNativeId !== ownNativeId) return false;
	return comment.body.includes("<!-- hephaestus:") || comment.body.includes("<!-- hephaestus-diff-note");
}

/** First line of the answer to a command that was refused. */
export function commandAnswerMarker(commentId: number): string {
	return `<!-- ${COMMAND_ANSWER}${commentId} -->`;
}

export function isCommandAnswer(body: string): boolean {
	return body.startsWith(`<!-- ${COMMAND_ANSWER}`);
}
