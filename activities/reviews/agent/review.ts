import type { FinishedMessage } from "../llm-proxy/job-messages.ts";
import { Budget } from "./budget.ts";
import { instructions } from "./instructions.ts";
import type { JobClient } from "./job-client.ts";
import { log } from "./log.ts";
import type { ConnectedModel } from "./model.ts";
import { areaPrompt, coveragePrompt, initialPrompt } from "./prompts.ts";
import { ModelFailed, Session } from "./session.ts";
import type { Practice, Task } from "./task.ts";
import { createBashTool } from "./tools/bash.ts";
import { createGrepTool } from "./tools/grep.ts";
import { createReadTool } from "./tools/read.ts";
import { createReportFindingTool } from "./tools/report-finding.ts";
import { planAreaTurns } from "./turn-plan.ts";

export interface ReviewInput {
	workspace: string;
	task: Task;
	connected: ConnectedModel;
	job: JobClient;
	budget: { milliseconds: number; maxTurns: number };
	signal: AbortSignal;
}

/** Holds the whole session: a look at the change, each area, then what was left out. Never throws for the model's sake. */
export async function review(input: ReviewInput): Promise<FinishedMessage> {
	const { workspace, task, job } = input;
	const budget = new Budget(input.budget.milliseconds, input.budget.maxTurns);
	const reported = new Set<string>();
	const tools = [
		createReadTool(workspace),
		createGrepTool(workspace),
		createBashTool(workspace),
		createReportFindingTool(job, reported),
	];
	const session = new Session({ connected: input.connected, instructions, tools, budget });
	input.signal.addEventListener("abort", () => session.abort(), { once: true });
	const missing = () => task.practices.filter(({ slug }) => !reported.has(slug));
	try {
		await holdTurns(session, budget, task, job, missing);
	} catch (error) {
		if (!(error instanceof ModelFailed)) throw error;
		const limit = /job_limit_reached|used all of its/.test(error.message);
		return { outcome: limit ? "STOPPED_AT_LIMIT" : "FAILED", reason: reasonOf(error.message), turns: budget.turns };
	}
	return conclude(budget, reported.size, missing());
}

async function holdTurns(
	session: Session,
	budget: Budget,
	task: Task,
	job: JobClient,
	missing: () => Practice[],
): Promise<void> {
	const turns = planAreaTurns(task.practices);
	await tell(job, "Reading the change");
	await session.ask(initialPrompt(task));
	const known = session.mark();
	for (const [index, turn] of turns.entries()) {
		if (budget.exhausted !== null || budget.isNearlyUsed) break;
		await tell(job, `Judging ${turn.area} (${index + 1} of ${turns.length})`);
		session.returnTo(known);
		await session.ask(areaPrompt(turn));
	}
	if (budget.exhausted !== null || missing().length === 0) return;
	await tell(job, `Asking for ${missing().length} practices without a finding`);
	session.returnTo(known);
	await session.ask(coveragePrompt(missing()));
}

function conclude(budget: Budget, reported: number, missing: readonly Practice[]): FinishedMessage {
	const { turns, exhausted } = budget;
	if (missing.length === 0) return { outcome: "COMPLETED", reason: null, turns };
	if (exhausted !== null) {
		return { outcome: "STOPPED_AT_LIMIT", reason: `${exhausted} ${missing.length} practices were left.`, turns };
	}
	if (reported === 0) {
		const reason = "The model answered but reported no finding at all; it may not support tools. Try another model.";
		return { outcome: "FAILED", reason, turns };
	}
	log("practices without a finding", { practices: missing.map(({ slug }) => slug) });
	return { outcome: "COMPLETED", reason: null, turns };
}

// A page that does not hear about progress is no reason to stop.
async function tell(job: JobClient, text: string): Promise<void> {
	await job.progress(text).catch((error: unknown) => log("progress was not heard", { error: String(error) }));
}

function reasonOf(message: string): string {
	return `The model could not be used: ${message}`.slice(0, 1000);
}
