import { z } from "zod";
import type { FinishedMessage } from "../llm-proxy/job-messages.ts";

const answer = z.object({ message: z.string() });

export interface JobClient {
	/** Reports a finding; resolves with the worker's words, throws with its refusal. */
	reportFinding(input: unknown): Promise<string>;
	progress(text: string): Promise<void>;
	finished(message: FinishedMessage): Promise<void>;
}

/** The job's own routes on its socket; `globalThis.fetch` must lead there. */
export function createJobClient(token: string): JobClient {
	const post = (path: string, body: unknown) =>
		fetch(`http://localhost/internal/job/${path}`, {
			method: "POST",
			headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
			body: JSON.stringify(body),
		});
	return {
		async reportFinding(input) {
			const response = await post("findings", input);
			const { message } = answer.parse(await response.json());
			if (!response.ok) throw new Error(message);
			return message;
		},
		async progress(text) {
			await accepted(await post("progress", { text: text.slice(0, 500) }));
		},
		async finished(message) {
			await accepted(await post("finished", message));
		},
	};
}

async function accepted(response: Response): Promise<void> {
	if (!response.ok) throw new Error(`The worker answered ${response.status}: ${await response.text()}`);
}
