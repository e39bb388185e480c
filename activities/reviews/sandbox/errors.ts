/** The container engine cannot be reached or failed in the middle of a run. Nothing about the review is wrong: retry. */
export class SandboxEngineLost extends Error {
	override readonly name = "SandboxEngineLost";
	readonly retryable = true;
}

/** The engine works but cannot run the agent as asked, such as a missing image. Retrying alone does not help. */
export class AgentFailed extends Error {
	override readonly name = "AgentFailed";
	readonly retryable = false;
}

/** What the engine's client throws while a container is made and started; `doing` says what was tried. */
export function startFailure(error: unknown, doing: string): SandboxEngineLost | AgentFailed {
	const status = statusOf(error);
	// 4xx is the engine's refusal of this request; 5xx and a broken connection say that the engine itself is unwell.
	if (status === null || status < 400 || status >= 500) return engineLost(error, doing);
	return new AgentFailed(`The container engine refused ${doing}: ${messageOf(error)}`, { cause: error });
}

/** The same once it runs: what worked a moment ago and no longer does is the engine's doing, and worth a retry. */
export function engineLost(error: unknown, doing: string): SandboxEngineLost {
	return new SandboxEngineLost(`The container engine was lost while ${doing}: ${messageOf(error)}`, { cause: error });
}

/** The HTTP status in an error of the engine's client; null when it got no answer. */
export function statusOf(error: unknown): number | null {
	const has = typeof error === "object" && error !== null && "statusCode" in error;
	return has && typeof error.statusCode === "number" ? error.statusCode : null;
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
