import { setTimeout as sleep } from "node:timers/promises";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { exampleFinding } from "@hephaestus/domain/reviews/testing/examples.ts";
import { QUEUES, sandboxHostQueue } from "@hephaestus/workflows/operations/queues.ts";
import type { ReviewArtifactInput, ReviewRequest } from "@hephaestus/workflows/reviews/messages.ts";
import { requestReview } from "@hephaestus/workflows/reviews/request-review.ts";
import { recordHistory } from "@hephaestus/workflows/testing/record-history.ts";
import { Worker } from "@temporalio/worker";
import { createActivityInterceptor } from "../../operations/activity-interceptor.ts";
import { ensureWorkflowBundle } from "../../operations/workflow-bundle.ts";
import { startTestTemporal } from "../../testing/temporal.ts";
import { createSandboxClaimActivities } from "../create-claim-activities.ts";
import { createReviewDeliveryActivities } from "../create-delivery-activities.ts";
import { createReviewHostActivities } from "../create-host-activities.ts";
import { createReviewRecordActivities } from "../create-record-activities.ts";
import type { AgentResult, AgentRun } from "../sandbox/agent-run.ts";
import { createReviewScene, type MirroredPullRequest } from "./review-scene.ts";

const HOST = { name: "test-host", taskQueue: sandboxHostQueue("test-host") };
export const HOST_QUEUES = [QUEUES.sandbox, HOST.taskQueue];
export const OTHER_QUEUES = [QUEUES.core, QUEUES.forge];

export type PlayedAgent = (run: AgentRun) => Promise<AgentResult>;

export interface Running {
	stop(): Promise<void>;
}

export type ReviewStage = Awaited<ReturnType<typeof startReviewStage>>;

/** Reviews as workflows on a real Temporal server, over the real activities and a scene; only the container is played. */
export async function startReviewStage() {
	const [scene, temporal, { codePath }] = await Promise.all([
		createReviewScene(),
		startTestTemporal(),
		ensureWorkflowBundle(),
	]);
	/** What the agent does in the next runs; the last entry stays. */
	let agents: PlayedAgent[] = [];

	async function nextAgent(run: AgentRun): Promise<AgentResult> {
		const [next, ...later] = agents;
		if (next === undefined) throw new Error("The test says nothing of what the agent does.");
		if (later.length > 0) agents = later;
		return await next(run);
	}

	async function startWorkers(queues = [...OTHER_QUEUES, ...HOST_QUEUES]): Promise<Running> {
		const { deps } = scene;
		const activities: Record<string, object> = {
			[QUEUES.core]: createReviewRecordActivities(deps),
			[QUEUES.forge]: createReviewDeliveryActivities(deps),
			[QUEUES.sandbox]: createSandboxClaimActivities(deps, HOST),
			[HOST.taskQueue]: createReviewHostActivities({ ...deps, runner: { runAgent: nextAgent } }),
		};
		const { connection, namespace } = temporal;
		const interceptors = { activity: [createActivityInterceptor(deps.metrics)] };
		const created = await Promise.all(
			queues.map((taskQueue) =>
				Worker.create({
					connection,
					namespace,
					taskQueue,
					activities: activities[taskQueue] ?? {},
					interceptors,
					// Replays at every task, so that a workflow that is not deterministic fails here.
					...(taskQueue === QUEUES.core ? { workflowBundle: { codePath }, maxCachedWorkflows: 0 } : {}),
				}),
			),
		);
		const running = Promise.all(created.map((worker) => worker.run()));
		return {
			async stop() {
				for (const worker of created) worker.shutdown();
				await running;
			},
		};
	}

	async function ask(pullRequest: MirroredPullRequest, signal: ReviewRequest) {
		const { workspaceId, repository } = scene;
		const input: ReviewArtifactInput = {
			workspaceId,
			workspaceSlug: "scene",
			repositoryId: repository.id,
			nameWithOwner: repository.nameWithOwner,
			issueId: pullRequest.issueId,
			number: pullRequest.number,
		};
		return await temporal.client.workflow.signalWithStart("reviewArtifact", requestReview(input, signal));
	}

	async function reviewsOf({ issueId }: MirroredPullRequest) {
		return await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
			tx.selectFrom("review").selectAll().where("issue_id", "=", issueId).orderBy("created_at").execute(),
		);
	}

	return {
		scene,
		temporal,
		startWorkers,
		ask,
		reviewsOf,
		/** Says what the agent does in the next runs; the last entry stays. */
		play(...next: PlayedAgent[]) {
			agents = next;
		},
		async stagesOf(reviewId: string) {
			return await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
				tx.selectFrom("review_stage").selectAll().where("review_id", "=", reviewId).orderBy("started_at").execute(),
			);
		},
		async decisionsOf({ issueId }: MirroredPullRequest) {
			return await withWorkspace(scene.deps.db, scene.workspaceId, (tx) =>
				tx.selectFrom("admission_decision").selectAll().where("issue_id", "=", issueId).orderBy("id").execute(),
			);
		},
		commentsOn({ number }: MirroredPullRequest): number {
			const { world } = scene.forge;
			const row = world.pullRequestsOf(scene.repository.nativeId).find((candidate) => candidate.number === number);
			if (row === undefined) throw new Error(`The forge has no pull request ${number}.`);
			return world.commentsOn(row).length;
		},
		async inStage(pullRequest: MirroredPullRequest, name: string) {
			return await eventually(async () => (await reviewsOf(pullRequest)).find(({ stage }) => stage === name));
		},
		/** Keeps a finished run for the replay test, when HEPHAESTUS_SAVE_HISTORIES names the version that wrote it. */
		async saveHistory(name: string, { workflowId }: { workflowId: string }): Promise<void> {
			const version = process.env.HEPHAESTUS_SAVE_HISTORIES;
			if (version !== undefined) await recordHistory(temporal.client, workflowId, `${name}-${version}`);
		},
		async stop() {
			await temporal.stop();
			await scene.stop();
		},
	};
}

/** An agent that completes with these findings. */
export const done = (findings: AgentResult["findings"] = []): AgentResult => ({
	outcome: "COMPLETED",
	reason: null,
	findings,
	turns: 3,
	log: "",
});

/** An agent that reports one finding of the scene's flawed file. */
export const reports: PlayedAgent = async (run) => {
	const finding = exampleFinding({
		evidence: { locations: [{ path: "src/upload.ts", startLine: 4 }], snippets: ["} catch {}"] },
	});
	run.onProgress("Reads the diff");
	await run.onCall({
		model: "scripted-model",
		status: 200,
		durationMs: 12.5,
		inputTokens: 100,
		outputTokens: 10,
		cacheReadTokens: 0,
		cacheWriteTokens: 0,
	});
	await run.onFinding(finding);
	return done([finding]);
};

/** An agent that works until it is stopped. */
export const waits: PlayedAgent = (run) =>
	new Promise((_, reject) => run.signal.addEventListener("abort", () => reject(run.signal.reason), { once: true }));

/** A request as a domain event or a person makes it. */
export function request(requestId: string, trigger: ReviewRequest["trigger"] = "PullRequestCreated"): ReviewRequest {
	return { requestId, trigger, requestedByAccountId: null };
}

/** Polls until `check` gives something; the test runner's own limit ends a wait in vain. */
export async function eventually<T>(check: () => Promise<T | undefined | false>): Promise<T> {
	for (;;) {
		const found = await check();
		if (found !== undefined && found !== false) return found;
		await sleep(100);
	}
}
