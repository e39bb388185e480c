const UNIT_SEPARATOR = "\u001f";
const CONTROL = /\p{Cc}/gu;

/**
 * Identity of "the same thing seen again" on one artifact: practice, artifact, person and first file, without line
 * numbers and without the run (specification, section 12.1). Hash it before storing.
 */
export function recurrenceKey(subject: {
	practiceSlug: string;
	artifactType: "PULL_REQUEST" | "ISSUE";
	artifactId: number;
	aboutUserId: number | null;
	path: string | null;
}): string {
	const { practiceSlug, artifactType, artifactId, aboutUserId, path } = subject;
	return [practiceSlug, artifactType, artifactId, aboutUserId ?? "", normalisePath(path ?? "")].join(UNIT_SEPARATOR);
}

/** Identity of one finding of one run; storing it twice stores it once. */
export function occurrenceKey(subject: {
	practiceSlug: string;
	index: number;
	artifactType: "PULL_REQUEST" | "ISSUE";
	artifactId: number;
	reviewId: string;
}): string {
	const { practiceSlug, index, artifactType, artifactId, reviewId } = subject;
	return [practiceSlug, index, artifactType, artifactId, reviewId].join(":");
}

function normalisePath(path: string): string {
	return path.replace(CONTROL, "").trim().replace(/\s+/g, " ").toLowerCase();
}
