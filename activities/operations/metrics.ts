import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Metrics of one process, made once at start; names carry their unit. */
export function createMetrics() {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const registers = [registry];
	return {
		registry,
		activityDuration: new Histogram({
			name: "hephaestus_activity_duration_seconds",
			help: "Duration of activity attempts by activity and outcome (completed, cancelled or the failure's type)",
			labelNames: ["activity", "outcome"],
			buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900],
			registers,
		}),
		deliveries: new Counter({
			name: "hephaestus_webhook_deliveries_total",
			help: "Webhook deliveries that left the inbox, by event and state (PROCESSED, IGNORED, POISON)",
			labelNames: ["event", "state"],
			registers,
		}),
		rateRemaining: new Gauge({
			name: "hephaestus_provider_rate_remaining_points",
			help: "Points left of a connection's rate budget, as the provider last said",
			labelNames: ["connection", "resource"],
			registers,
		}),
	};
}

export type Metrics = ReturnType<typeof createMetrics>;
