import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findAgentKey } from "@hephaestus/db/reviews/find-agent-key.ts";
import { findReviewedChange, type ReviewedChange } from "@hephaestus/db/reviews/find-reviewed-change.ts";
import { noteProgress } from "@hephaestus/db/reviews/note-progress.ts";
import { recordLlmCall } from "@hephaestus/db/reviews/record-llm-call.ts";
import { clearObservations } from "@hephaestus/db/reviews/record-observations.ts";
import { clearReportedFindings, recordReportedFinding } from "@hephaestus/db/reviews/reported-findings.ts";
import { REVIEW_FAILURES } from "@hephaestus/domain/reviews/failures.ts";
import { bundleDirectory } from "./context/write-bundle.ts";
import type { HostReviewDependencies, ReviewRef } from "./dependencies.ts";
import { reviewFailure } from "./review-failure.ts";
import type { AgentResult, AgentRun } from "./sandbox/agent-run.ts";
import { AgentFailed, SandboxEngineLost } from "./sandbox/errors.ts";

const MAX_TURNS = 80;

export interface AgentWatch {
	signal: AbortSignal;
	/** Plain words for the heartbeat. */
	onProgress(detail: string): void;
}

/**
 * Lets the agent read the bundle in a container and keeps each finding and each model call as it comes. What an earlier
 * attempt reported is forgotten first. Throws a review failure when the agent did not get to a usable end.
 */
export async function runReviewAgent(deps: HostReviewDependencies, ref: ReviewRef, watch: AgentWatch): Promise<void> {
	const { db, sealer } = deps;
	const { subject, apiKey } = await withWorkspace(db, ref.workspaceId, async (tx) => {
		await clearReportedFindings(tx, ref);
		await clearObservations(tx, ref);
		const found = await findReviewedChange(tx, ref);
		return { subject: found, apiKey: await findAgentKey(tx, { agentConfigId: found.agentConfigId, sealer }) };
	});
	if (apiKey === null)
		throw reviewFailure(REVIEW_FAILURES.agentFailed, {
			message: `The agent "${subject.config.configName}" has no model key any more.`,
			nextStep: "An operator sets AGENT_DEFAULT_CONFIG_API_KEY and restarts the API; then run the review again.",
		});
	assertUsable(await run(deps, toAgentRun(deps, subject, apiKey, watch)));
}

async function run({ runner }: HostReviewDependencies, agentRun: AgentRun): Promise<AgentResult> {
	try {
		return await runner.runAgent(agentRun);
	} catch (error) {
		const nextStep = "Check the container engine of the sandbox host, then run the review again.";
		if (error instanceof SandboxEngineLost)
			throw reviewFailure(REVIEW_FAILURES.sandboxLost, { message: error.message, nextStep }, { cause: error });
		if (error instanceof AgentFailed)
			throw reviewFailure(REVIEW_FAILURES.agentFailed, { message: error.message, nextStep }, { cause: error });
		throw error;
	}
}

function toAgentRun(
	deps: HostReviewDependencies,
	subject: ReviewedChange,
	apiKey: string,
	watch: AgentWatch,
): AgentRun {
	const { db, configuration, logger } = deps;
	const { workspaceId, id: reviewId, config } = subject;
	let reported = 0;
	const progress = latestOnly(
		(detail) => noteProgress(db, { workspaceId, reviewId, stage: "REVIEWING", detail }),
		(error) => logger.debug({ err: error, reviewId }, "Progress of the agent could not be shown"),
	);
	const tell = (detail: string) => {
		watch.onProgress(detail);
		progress(detail);
	};
	return {
		reviewId,
		workspaceId,
		bundleDir: bundleDirectory(configuration.GIT_STORAGE_PATH, reviewId),
		model: { provider: config.llmProvider, name: config.modelName, baseUrl: config.llmBaseUrl, apiKey },
		limits: { timeoutSeconds: config.timeoutSeconds, maxTurns: MAX_TURNS },
		signal: watch.signal,
		onProgress: tell,
		async onFinding(finding) {
			await withWorkspace(db, workspaceId, (tx) => recordReportedFinding(tx, { workspaceId, reviewId, finding }));
			reported++;
			tell(`The agent has reported ${reported} ${reported === 1 ? "finding" : "findings"}`);
		},
		async onCall(call) {
			await withWorkspace(db, workspaceId, (tx) =>
				recordLlmCall(tx, { workspaceId, reviewId, provider: config.llmProvider, ...call }),
			);
		},
	};
}

/** Writes one text at a time and skips those that a newer one overtook; a text that is not written costs nothing. */
function latestOnly(write: (text: string) => Promise<void>, onError: (error: unknown) => void): (text: string) => void {
	let waiting: string | null = null;
	let writing = false;
	const drain = async () => {
		writing = true;
		while (waiting !== null) {
			const text: string = waiting;
			waiting = null;
			await write(text).catch(onError);
		}
		writing = false;
	};
	return (text) => {
		waiting = text;
		if (!writing) void drain();
	};
}

function assertUsable({ outcome, reason, findings, log }: AgentResult): void {
	if (outcome === "COMPLETED" || (outcome === "STOPPED_AT_LIMIT" && findings.length > 0)) return;
	if (outcome === "STOPPED_AT_LIMIT")
		throw reviewFailure(REVIEW_FAILURES.agentTimedOut, {
			message: reason ?? "The agent reached its limit before it reported anything.",
			nextStep:
				"Split the pull request, or let an operator raise the agent's timeout_seconds in the database (table agent_config); then run the review again.",
		});
	throw reviewFailure(
		REVIEW_FAILURES.agentFailed,
		{
			message: reason ?? "The agent ended without a review.",
			nextStep:
				"An operator checks AGENT_DEFAULT_CONFIG_MODEL_NAME and AGENT_DEFAULT_CONFIG_API_KEY and restarts the API; then run the review again.",
		},
		{ cause: new Error(`The end of the agent's log:\n${log.slice(-4000)}`) },
	);
}
