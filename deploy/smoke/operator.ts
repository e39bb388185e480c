import { reviewRequestedSchema } from "@hephaestus/api/reviews/schema.ts";
import { Client, Connection } from "@temporalio/client";
import { z } from "zod";
import type { HttpClient } from "./http-client.ts";
import { awaitReview, checkPosted, type ReviewDetail } from "./review.ts";
import { eventually, type SmokeTarget } from "./step.ts";
import { readPullRequest, SLUG } from "./workspace.ts";

const workflowMetadata = z.object({ currentDetails: z.string() });

const ATTRIBUTES = { workspace: "HephaestusWorkspace", repository: "HephaestusRepository", state: "HephaestusState" };

/**
 * Throws unless sync, inbox and review are in Temporal under guessable ids, each with the search attributes that an
 * operator filters by and with words about what it does.
 */
export async function checkWorkflows(target: SmokeTarget, workspaceId: number, review: ReviewDetail): Promise<void> {
	const { repository, number } = review.pullRequest;
	const { workspace, repository: ofRepository, state } = ATTRIBUTES;
	await withTemporal(target, async (client) => {
		await checkWorkflow(client, `sync/workspace-${workspaceId}`, [workspace, state]);
		// An inbox serves every workspace that mirrors its repository: it belongs to none.
		await checkWorkflow(client, `inbox/github/${repository.toLowerCase()}`, [ofRepository, state]);
		await checkWorkflow(client, `review/workspace-${workspaceId}/${repository}#${number}`, Object.values(ATTRIBUTES));
		const query = `${ofRepository} = "${repository}" and WorkflowType = "reviewArtifact"`;
		await eventually("the review in Temporal's list", 20, async () => {
			for await (const _ of client.workflow.list({ query })) return true;
			return undefined;
		});
	});
}

async function checkWorkflow(client: Client, id: string, attributes: readonly string[]): Promise<void> {
	const handle = client.workflow.getHandle(id);
	const { searchAttributes } = await handle.describe();
	for (const name of attributes)
		if (searchAttributes[name] === undefined) throw new Error(`workflow ${id} lacks the search attribute ${name}`);
	// Temporal UI shows what this query answers; a worker answers it for workflows that are over, too.
	const { currentDetails } = workflowMetadata.parse(await handle.query("__temporal_workflow_metadata"));
	if (!/\w+ \w+/.test(currentDetails)) throw new Error(`workflow ${id} does not say in words what it does`);
}

/** Reruns a review from the application, the command line and Temporal's reset; none may post a second time. */
export async function rerunEachWay(
	target: SmokeTarget,
	browser: HttpClient,
	pullRequestId: number,
	first: ReviewDetail,
	posted: { notes: number },
): Promise<void> {
	const known = async () =>
		(await readPullRequest(browser, target.app, pullRequestId)).reviews.map((review) => review.id);
	let before = await known();
	const asked = await browser.json("POST", `${target.app}/api/workspaces/${SLUG}/reviews/${first.id}/rerun`);
	const { workflowId } = reviewRequestedSchema.parse(asked);
	await checkPosted(target.forge, await awaitReview(browser, target.app, pullRequestId, before), posted);

	before = await known();
	await target.runCli(["reviews", "rerun", first.id]);
	const third = await awaitReview(browser, target.app, pullRequestId, before);
	await checkPosted(target.forge, third, posted);

	await withTemporal(target, async (client) => {
		const runId = await reset(client, workflowId);
		await client.workflow.getHandle(workflowId, runId).result();
	});
	const newest = (await readPullRequest(browser, target.app, pullRequestId)).reviews[0];
	if (newest === undefined) throw new Error("no review after the reset");
	await checkPosted(target.forge, { ...third, id: newest.id }, posted);
}

// What the Reset button of Temporal UI does: back to the first workflow task.
async function reset(client: Client, workflowId: string): Promise<string> {
	const { runId } = await client.workflow.getHandle(workflowId).describe();
	const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
	const firstTask = history.events?.find((event) => event.workflowTaskCompletedEventAttributes != null)?.eventId;
	const response = await client.workflowService.resetWorkflowExecution({
		namespace: client.options.namespace,
		workflowExecution: { workflowId, runId },
		workflowTaskFinishEventId: firstTask,
		requestId: crypto.randomUUID(),
		reason: "smoke: reset as an operator would",
	});
	return response.runId;
}

async function withTemporal(target: SmokeTarget, work: (client: Client) => Promise<void>): Promise<void> {
	const connection = await Connection.connect({ address: target.temporal });
	try {
		await work(new Client({ connection }));
	} finally {
		await connection.close();
	}
}
