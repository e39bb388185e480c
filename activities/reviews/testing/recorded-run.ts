import { randomUUID } from "node:crypto";
import type { Finding } from "@hephaestus/domain/reviews/findings.ts";
import type { AgentRun, LlmCall } from "../sandbox/agent-run.ts";

export interface RecordedRun {
	run: AgentRun;
	findings: Finding[];
	calls: LlmCall[];
	progress: string[];
	cancel: AbortController;
}

/** The key that tests give to the provider; no container may ever see it. */
export const providerKey = "sk-provider-key-that-stays-in-the-worker";

/** A run over a bundle that keeps what it is told; `changes` replace single properties. */
export function recordRun(bundleDir: string, changes: Partial<AgentRun> = {}): RecordedRun {
	const findings: Finding[] = [];
	const calls: LlmCall[] = [];
	const progress: string[] = [];
	const cancel = new AbortController();
	const run: AgentRun = {
		reviewId: randomUUID(),
		workspaceId: 1,
		bundleDir,
		model: { provider: "OPENAI", name: "scripted-reviewer", baseUrl: null, apiKey: providerKey },
		limits: { timeoutSeconds: 60, maxTurns: 60 },
		async onFinding(finding) {
			findings.push(finding);
		},
		async onCall(call) {
			calls.push(call);
		},
		onProgress: (text) => progress.push(text),
		signal: cancel.signal,
		...changes,
	};
	return { run, findings, calls, progress, cancel };
}
