import { z } from "zod";
import { toPlain } from "../operations/provider-failures.ts";

const graphqlError = z.object({
	errors: z.array(z.object({ type: z.string().optional(), message: z.string() })).min(1),
});
// GitHub's sentences, of which one error may join several with commas and "and".
const REFUSED_PLACE = [
	/^(?:Line|Start line|Path|Position|Commit|Commit oid|Diff hunk) (?:could not be resolved|is invalid|is not part of the pull request)\.?$/i,
	/^Pull request review thread (?:start )?(?:line|path|position) (?:must be part of|is invalid)/i,
	/^Pull request review thread diff hunk can't be blank/i,
	/^(?:The )?(?:commit|head)(?: oid| sha)? (?:must be|is not) part of the pull request\.?$/i,
];

/**
 * Why GitHub will not put notes where they were meant to go, in its words: lines outside the diff, or a commit that is
 * no longer part of the pull request. Null for every other failure.
 */
export function placementRefusal(error: unknown): string | null {
	const parsed = graphqlError.safeParse(toPlain(error));
	if (!parsed.success) return null;
	const { errors } = parsed.data;
	const isRefusal = ({ type, message }: (typeof errors)[number]) =>
		(type === undefined || type === "UNPROCESSABLE") && sentencesOf(message).every(isPlace);
	return errors.every(isRefusal) ? errors.map(({ message }) => message).join("; ") : null;
}

function sentencesOf(message: string): string[] {
	return message
		.split(/,? and (?=[A-Z])|, (?:and )?(?=[A-Z])/)
		.map((sentence) => sentence.trim())
		.filter((sentence) => sentence !== "");
}

function isPlace(sentence: string): boolean {
	return REFUSED_PLACE.some((pattern) => pattern.test(sentence));
}
