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

/** Turns what the engine's client throws into one of the two; `doing` says what was tried. */
export function toSandboxError(error: unknown, doing: string): SandboxEngineLost | AgentFailed {
	const message = error instanceof Error ? error.message : String(error);
	const status = typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined;
	// 4xx is the engine's refusal of this request; 5xx and a broken connection say that the engine itself is unwell.
	const isRefusal = typeof status === "number" && status >= 400 && status < 500;
	return isRefusal
		? new AgentFailed(`The container engine refused ${doing}: ${message}`, { cause: error })
		: new SandboxEngineLost(`The container engine was lost while ${doing}: ${message}`, { cause: error });
}
