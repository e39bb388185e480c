import { once } from "node:events";
import { createAdaptorServer } from "@hono/node-server";
import { createModelApp } from "./app.ts";
import { ModelFaults } from "./faults.ts";
import type { ChatCompletionRequest } from "./request-schema.ts";

export interface ModelSimulatorOptions {
	/** 0, the default, takes a free one. */
	port?: number;
	host?: string;
	apiKey?: string;
	models?: readonly string[];
	faults?: ModelFaults;
}

export interface ModelSimulator {
	/** Origin, without /v1: what LLM_PROXY_OPENAI_URL takes. */
	url: string;
	faults: ModelFaults;
	/** Well-formed requests so far with their headers, oldest first; the last hundred. */
	requests: { request: ChatCompletionRequest; headers: Headers }[];
	stop(): Promise<void>;
}

const keptRequests = 100;

/** Starts a model with OpenAI's API that reviews by reading. Rejects when the port is taken. */
export async function startModelSimulator(options: ModelSimulatorOptions = {}): Promise<ModelSimulator> {
	const faults = options.faults ?? new ModelFaults();
	const requests: ModelSimulator["requests"] = [];
	const app = createModelApp({
		apiKey: options.apiKey ?? null,
		models: options.models ?? ["scripted-reviewer"],
		faults,
		onRequest(request, headers) {
			requests.push({ request, headers });
			if (requests.length > keptRequests) requests.shift();
		},
	});
	const host = options.host ?? "127.0.0.1";
	const server = createAdaptorServer({ fetch: app.fetch });
	server.listen(options.port ?? 0, host);
	await once(server, "listening");
	const address = server.address();
	const port = typeof address === "object" && address !== null ? address.port : options.port;
	return {
		url: `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
		faults,
		requests,
		async stop() {
			if ("closeAllConnections" in server) server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
