import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

export interface Metrics {
	registry: Registry;
	requestSeconds: Histogram<"method" | "route" | "status">;
	webhooks: Counter<"kind" | "outcome">;
}

/** The process's metrics in a registry of their own, so that every test starts from zero. */
export function createMetrics(): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const requestSeconds = new Histogram({
		name: "http_request_duration_seconds",
		help: "How long requests took, by route pattern",
		labelNames: ["method", "route", "status"] as const,
		buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
		registers: [registry],
	});
	const webhooks = new Counter({
		name: "webhook_deliveries_total",
		help: "Webhook deliveries by what became of them at intake",
		labelNames: ["kind", "outcome"] as const,
		registers: [registry],
	});
	return { registry, requestSeconds, webhooks };
}
