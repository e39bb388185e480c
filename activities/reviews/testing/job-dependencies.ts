import { createForwarder } from "../llm-proxy/forward.ts";
import type { OpenJobDependencies } from "../sandbox/open-job.ts";

/** What a job needs of its worker, with one model's address behind every route; `close` ends the connections. */
export function testJobDependencies(
	upstream: string,
	changes: Partial<OpenJobDependencies> = {},
): OpenJobDependencies & { close(): Promise<void> } {
	const onError = () => undefined;
	const forwarder = createForwarder(onError);
	return {
		socketDirectory: "/tmp/hephaestus-test",
		upstreams: {
			OPENAI: { url: upstream, authHeader: "Authorization", useBearer: true },
			ANTHROPIC: { url: upstream, authHeader: "x-api-key", useBearer: false },
			AZURE_OPENAI: { url: upstream, authHeader: "api-key", useBearer: false },
		},
		forwarder,
		maxTokens: 1_000_000,
		onError,
		...changes,
		close: () => forwarder.close(),
	};
}
