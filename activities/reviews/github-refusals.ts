import { z } from "zod";

const graphqlError = z.object({
	errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).min(1),
});
const REFUSED_PLACE =
	/could not be resolved|must be part of|part of the (?:diff|pull request)|commit|line|path|position/i;

/**
 * Why GitHub will not put notes where they were meant to go, in its words: lines outside the diff, or a commit that is
 * no longer part of the pull request. Null for every other failure.
 */
export function placementRefusal(error: unknown): string | null {
	const parsed = graphqlError.safeParse(error instanceof Error ? { ...error } : error);
	if (!parsed.success) return null;
	const refusals = parsed.data.errors.filter(
		({ type, message }) => (type === "UNPROCESSABLE" || type === undefined) && REFUSED_PLACE.test(message),
	);
	return refusals.length === parsed.data.errors.length ? refusals.map(({ message }) => message).join("; ") : null;
}
