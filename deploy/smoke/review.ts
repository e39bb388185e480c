import { reviewDetailSchema } from "@hephaestus/api/reviews/schema.ts";
import { z } from "zod";
import type { HttpClient } from "./http-client.ts";
import { eventually } from "./step.ts";
import { readPullRequest, SLUG } from "./workspace.ts";

export type ReviewDetail = z.infer<typeof reviewDetailSchema>;

const openedPullRequest = z.object({ url: z.string(), number: z.number(), repository: z.string() });

/** Has a person of the simulated forge push a flawed change and open a pull request with it. */
export async function openFlawedPullRequest(browser: HttpClient, forge: string) {
	const opened = await browser.json("POST", `${forge}/simulator/open-pr`, { scenario: "swallowed-errors" });
	return openedPullRequest.parse(opened);
}

/**
 * Waits until the newest review of a pull request other than `except` is over and delivered, calling `onStage` at each
 * new stage; throws with its error and next step when it fails.
 */
export async function awaitReview(
	browser: HttpClient,
	app: string,
	pullRequestId: number,
	except: readonly string[] = [],
	onStage: (stage: string) => void = () => undefined,
): Promise<ReviewDetail> {
	let stage = "none";
	return await eventually(
		"a delivered review",
		120,
		async () => {
			const { reviews } = await readPullRequest(browser, app, pullRequestId);
			const newest = reviews.find((review) => !except.includes(review.id));
			if (newest === undefined) return undefined;
			const review = await readReview(browser, app, newest.id);
			if (review.stage !== stage) {
				stage = review.stage;
				onStage(stage);
			}
			if (["FAILED", "TIMED_OUT", "CANCELLED"].includes(review.status))
				throw new Error(`review ${review.status}: ${review.error?.message} ${review.error?.nextStep}`);
			return review.status === "COMPLETED" ? review : undefined;
		},
		() => stage,
	);
}

/** One review's page. */
export async function readReview(browser: HttpClient, app: string, id: string): Promise<ReviewDetail> {
	return reviewDetailSchema.parse(await browser.json("GET", `${app}/api/workspaces/${SLUG}/reviews/${id}`));
}

const forgeComment = z.object({ body: z.string(), user: z.object({ login: z.string(), type: z.string() }) });
const forgeInlineComment = forgeComment.extend({
	path: z.string(),
	line: z.number().nullable(),
	diff_hunk: z.string(),
});

/** What the bot has posted on the forge: its summaries and its notes at lines. */
export async function readPosted(forge: string, repository: string, number: number) {
	const read = async (path: string) =>
		await (await fetch(`${forge}/api/v3/repos/${repository}/${path}?per_page=100`)).json();
	const comments = z.array(forgeComment).parse(await read(`issues/${number}/comments`));
	const inline = z.array(forgeInlineComment).parse(await read(`pulls/${number}/comments`));
	return {
		summaries: comments.filter((comment) => comment.body.includes("<!-- hephaestus:practice-review:")),
		notes: inline.filter((comment) => comment.user.type === "Bot"),
	};
}

/** Throws unless the review found something and its feedback stands on the forge once, with notes at changed lines. */
export async function checkPosted(
	forge: string,
	review: ReviewDetail,
	expected: { notes: number } | undefined,
): Promise<{ notes: number }> {
	const { pullRequest } = review;
	const posted = await readPosted(forge, pullRequest.repository, pullRequest.number);
	if (review.problems === 0) throw new Error("the review found no problem in a flawed change");
	if (review.deliveryStatus !== "DELIVERED")
		throw new Error(`delivery: ${review.deliveryStatus} ${review.deliveryReason}`);
	if (posted.summaries.length !== 1) throw new Error(`${posted.summaries.length} summary comments instead of one`);
	if (posted.notes.length === 0) throw new Error("no inline note was posted");
	if (expected !== undefined && posted.notes.length !== expected.notes)
		throw new Error(`${posted.notes.length} inline notes after a rerun instead of ${expected.notes}`);
	for (const note of posted.notes)
		if (note.line === null || !note.diff_hunk.startsWith("@@")) throw new Error(`a note on ${note.path} has no line`);
	return { notes: posted.notes.length };
}
