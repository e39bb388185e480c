import { checkWorkflows, rerunEachWay } from "./operator.ts";
import { awaitReview, checkPosted, openFlawedPullRequest } from "./review.ts";
import { signIn } from "./sign-in.ts";
import { type SmokeResult, type SmokeTarget, step } from "./step.ts";
import { awaitFirstSync, awaitPullRequest, createWorkspace } from "./workspace.ts";

/** Walks the main job as its users would; throws SmokeFailed with the step's name. */
export async function walk(target: SmokeTarget, report: (result: SmokeResult) => void): Promise<void> {
	const { app, forge } = target;
	const browser = await step("sign in through the forge", report, () => signIn(app, "ada"));
	const workspaceId = await step("make a workspace from an organisation", report, () => createWorkspace(browser, app));
	await step("mirror it: the first sync", report, () => awaitFirstSync(browser, app));
	const opened = await step("open a pull request on the forge", report, () => openFlawedPullRequest(browser, forge));
	const pullRequestId = await step("see it in the application", report, () =>
		awaitPullRequest(browser, app, opened.repository, opened.number),
	);
	const review = await step("review it in a sandbox", report, () => awaitReview(browser, app, pullRequestId));
	const posted = await step("find the feedback on the forge", report, () => checkPosted(forge, review, undefined));
	await step("find the workflows in Temporal", report, () => checkWorkflows(target, workspaceId, review));
	await step("rerun it from app, command line and Temporal", report, () =>
		rerunEachWay(target, browser, pullRequestId, review, posted),
	);
}
