import { setTimeout as sleep } from "node:timers/promises";
import { Agent, type AgentTool } from "@earendil-works/pi-agent-core";
import { type AssistantMessage, isRetryableAssistantError } from "@earendil-works/pi-ai";
import type { Budget } from "./budget.ts";
import { log } from "./log.ts";
import type { ConnectedModel } from "./model.ts";
import { wrapUpPrompt } from "./prompts.ts";

/** The model could not be asked, or went on failing. The message is for people. */
export class ModelFailed extends Error {
	override readonly name = "ModelFailed";
}

export interface SessionOptions {
	connected: ConnectedModel;
	instructions: string;
	tools: AgentTool[];
	budget: Budget;
}

const retryDelaysMs = [1000, 4000];

/** One conversation with the model, kept within its budget. */
export class Session {
	readonly #agent: Agent;
	readonly #budget: Budget;
	#wrapUpSent = false;

	constructor({ connected, instructions, tools, budget }: SessionOptions) {
		this.#budget = budget;
		this.#agent = new Agent({
			initialState: { systemPrompt: instructions, model: connected.model, tools },
			streamFn: connected.streamFn,
			finishTurn: () => this.#finishTurn(),
		});
		this.#agent.subscribe((event) => {
			if (event.type === "tool_execution_end") log("tool", { tool: event.toolName, failed: event.isError });
		});
	}

	/** A point to which `returnTo` can take the conversation back. */
	mark(): number {
		return this.#agent.state.messages.length;
	}

	/** Forgets everything said after a mark, so that areas neither crowd the context nor sway each other. */
	returnTo(mark: number): void {
		this.#agent.state.messages = this.#agent.state.messages.slice(0, mark);
	}

	/**
	 * Says something to the model and lets it work until it has nothing more to do or the budget is used (which the
	 * caller reads from the budget). Throws ModelFailed when it keeps failing.
	 */
	async ask(prompt: string): Promise<void> {
		const timer = setTimeout(() => this.#agent.abort(), this.#budget.remainingMs);
		try {
			await this.#agent.prompt(prompt);
			for (const delayMs of retryDelaysMs) {
				const failed = this.#failedAnswer();
				if (failed === null || !isRetryableAssistantError(failed)) break;
				log("model failed, asking again", { error: failed.errorMessage });
				await sleep(Math.min(delayMs, this.#budget.remainingMs));
				if (this.#budget.exhausted !== null) return;
				this.returnTo(this.mark() - 1);
				await this.#agent.continue();
			}
		} finally {
			clearTimeout(timer);
		}
		const failed = this.#failedAnswer();
		if (failed !== null) throw new ModelFailed(failed.errorMessage ?? "The model failed without saying why.");
	}

	abort(): void {
		this.#agent.abort();
	}

	#finishTurn(): { action: "end" } | undefined {
		this.#budget.turns += 1;
		if (this.#budget.exhausted !== null) return { action: "end" };
		if (this.#budget.isNearlyUsed && !this.#wrapUpSent) {
			this.#wrapUpSent = true;
			this.#agent.steer({ role: "user", content: wrapUpPrompt, timestamp: Date.now() });
		}
		return undefined;
	}

	#failedAnswer(): AssistantMessage | null {
		const last = this.#agent.state.messages.at(-1);
		return last?.role === "assistant" && last.stopReason === "error" ? last : null;
	}
}
