import { awaitReview, checkPosted, openFlawedPullRequest, type ReviewDetail } from "../smoke/review.ts";
import { signIn } from "../smoke/sign-in.ts";
import { startTemporaryInstance } from "../smoke/temporary-instance.ts";
import { awaitFirstSync, awaitPullRequest, createWorkspace } from "../smoke/workspace.ts";
import { atMost, type Figure, figure } from "./figure.ts";

const RUNS = 3;

/**
 * One review at a time with the simulated model, from the webhook to feedback on the forge; medians of a few runs after
 * one that warms clones and caches. The control is the same work without the product: opening a pull request.
 */
export async function benchReview(print: (line: string) => void): Promise<Record<string, Figure>> {
	print("starting an instance …");
	const { target, stop } = await startTemporaryInstance();
	try {
		const browser = await signIn(target.app, "ada");
		await createWorkspace(browser, target.app);
		await awaitFirstSync(browser, target.app);
		const runs: Measured[] = [];
		for (let run = 0; run <= RUNS; run++) {
			const begin = performance.now();
			const opened = await openFlawedPullRequest(browser, target.forge);
			const sent = performance.now();
			const id = await awaitPullRequest(browser, target.app, opened.repository, opened.number);
			const seen = performance.now();
			const review = await awaitReview(browser, target.app, id);
			await checkPosted(target.forge, review, undefined);
			const measured = { opening: sent - begin, firstSign: seen - sent, posted: performance.now() - sent, review };
			print(
				`${run === 0 ? "warm-up" : `run ${run} of ${RUNS}`}: feedback after ${(measured.posted / 1000).toFixed(1)} s`,
			);
			if (run > 0) runs.push(measured);
		}
		return figures(runs);
	} finally {
		await stop();
	}
}

interface Measured {
	/** Milliseconds the forge itself takes to push the branch and open the pull request. */
	opening: number;
	firstSign: number;
	posted: number;
	review: ReviewDetail;
}

function figures(runs: Measured[]): Record<string, Figure> {
	const posted = median(runs.map((run) => run.posted));
	const stages = runs.map((run) => stageMilliseconds(run.review));
	const names = Object.keys(stages[0] ?? {});
	return {
		webhook_to_posted_s: atMost(posted / 1000, "s", 15),
		first_sign_s: figure(median(runs.map((run) => run.firstSign)) / 1000, "s"),
		posted_to_control: figure(posted / median(runs.map((run) => run.opening)), "ratio"),
		...Object.fromEntries(
			names.map((name) => [
				`stage_${name.toLowerCase()}_ms`,
				figure(median(stages.map((stage) => stage[name] ?? Number.NaN)), "ms"),
			]),
		),
	};
}

function stageMilliseconds(review: ReviewDetail): Record<string, number> {
	return Object.fromEntries(
		review.stages
			.filter((stage) => stage.finishedAt !== null)
			.map(({ stage, startedAt, finishedAt }) => [stage, Date.parse(finishedAt ?? startedAt) - Date.parse(startedAt)]),
	);
}

function median(values: number[]): number {
	return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
