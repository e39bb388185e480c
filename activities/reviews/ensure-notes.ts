import type { Placement } from "@hephaestus/db/reviews/record-delivery.ts";
import type { Composition } from "@hephaestus/domain/reviews/compose.ts";
import { correlationKeyOf, notesMarker } from "@hephaestus/domain/reviews/markers.ts";
import { renderNote } from "@hephaestus/domain/reviews/render-feedback.ts";
import type { ForgeFeedback, ForgeSubject, NoteToPost, PostedNote } from "./forge-access.ts";

interface WantedNote extends NoteToPost {
	key: string;
}

/**
 * Sees to it that every inline note stands on the pull request exactly once: one that already lives there is kept, the
 * others are posted together, those that no longer hold are folded away. A note that the forge refuses falls back to
 * the summary. Running it again changes nothing (specification, section 15.3).
 */
export async function ensureNotes(
	forge: ForgeFeedback,
	subject: ForgeSubject,
	input: { reviewId: string; headSha: string; composition: Composition },
): Promise<Placement[]> {
	const wanted = input.composition.problems.flatMap((problem): WantedNote[] => {
		const body = renderNote(problem);
		if (problem.note === null || body === null) return [];
		const { correlationKey: key, path, startLine, endLine } = problem.note;
		return [{ key, path, startLine, endLine, body }];
	});
	const marker = notesMarker(input.reviewId);
	const before = (await forge.listNotes(subject)).filter((note) => !note.isHidden);
	const kept = wanted.filter((note) => findLive(before, note.key, marker) !== undefined);
	const missing = wanted.filter((note) => !kept.includes(note));
	const { refused } =
		missing.length === 0
			? { refused: null }
			: await forge.postNotes(subject, { commitSha: input.headSha, body: marker, notes: missing.map(withoutKey) });
	await hideStale(forge, before, new Set(wanted.map(({ key }) => key)));
	const after = missing.length === 0 || refused !== null ? before : await forge.listNotes(subject);
	return wanted.map((note) => toPlacement(note, findLive(after, note.key, marker), marker));
}

/** Our note of that key: the one this review posted, whatever became of it, else a living one of an earlier review. */
function findLive(notes: readonly PostedNote[], key: string, marker: string): PostedNote | undefined {
	const same = notes.filter((note) => correlationKeyOf(note.body) === key);
	return same.find((note) => note.reviewBody.includes(marker)) ?? same.find((note) => !note.isDone);
}

async function hideStale(forge: ForgeFeedback, notes: readonly PostedNote[], wanted: ReadonlySet<string>) {
	for (const note of notes) {
		const key = correlationKeyOf(note.body);
		if (key !== null && !wanted.has(key) && !note.isDone) await forge.hideNote(note.id);
	}
}

function withoutKey({ key: _, ...note }: WantedNote): NoteToPost {
	return note;
}

function toPlacement(note: WantedNote, posted: PostedNote | undefined, marker: string): Placement {
	const place = { path: note.path, startLine: note.startLine, endLine: note.endLine, recurrenceKey: note.key };
	const isOurs = posted?.reviewBody.includes(marker) === true;
	return {
		placement: "INLINE",
		...place,
		disposition: posted === undefined ? "FELL_BACK" : isOurs ? "POSTED" : "PRESERVED_EXISTING",
		postedCommentRef: posted?.id ?? null,
		htmlUrl: posted?.url ?? null,
		body: posted?.body ?? note.body,
	};
}
