import { setTimeout as sleep } from "node:timers/promises";
import { reviewDetailSchema } from "@hephaestus/api/reviews/schema.ts";
import { acrossWorkspaces, withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findNewestReview } from "@hephaestus/db/reviews/find-newest-review.ts";
import { findReview } from "@hephaestus/db/reviews/find-review.ts";
import type { CliSession } from "../cli/session.ts";

const EVERY_MS = 250;
const OVER = new Set(["COMPLETED", "FAILED", "TIMED_OUT", "CANCELLED"]);
const shownReview = reviewDetailSchema.pick({
	id: true,
	status: true,
	stages: true,
	error: true,
	deliveryStatus: true,
	deliveryReason: true,
	problems: true,
	strengths: true,
	feedback: true,
});
export type FollowedReview = ReturnType<typeof shownReview.parse>;

export interface FollowOptions {
	repository: string;
	number: number;
	patienceSeconds: number;
	/** Told of each stage as it begins. */
	onStage(stage: string, detail: string | null): void;
}

/** Follows a pull request's newest review to its end; undefined when none ended in time. */
export async function followReview(
	{ db }: CliSession,
	{ repository, number, patienceSeconds, onStage }: FollowOptions,
): Promise<FollowedReview | undefined> {
	const told = new Set<string>();
	const until = Date.now() + patienceSeconds * 1000;
	while (Date.now() < until) {
		const found = await acrossWorkspaces(db, "demo", (tx) => findNewestReview(tx, { repository, number }));
		if (found !== null) {
			const review = shownReview.parse(await withWorkspace(db, found.workspaceId, (tx) => findReview(tx, found.id)));
			for (const { stage, detail } of review.stages) {
				if (told.has(stage)) continue;
				told.add(stage);
				onStage(stage, detail);
			}
			if (OVER.has(review.status)) return review;
		}
		await sleep(EVERY_MS);
	}
	return undefined;
}
