import type { Configuration } from "./configuration.ts";

/** Whether reviews can run: all of these must be on. */
const REVIEWS = ["SANDBOX_ENABLED", "AGENT_NATS_ENABLED", "GIT_CHECKOUT_ENABLED"] as const;
/** What only makes sense together (reviews specification, section 2.2). */
const BUNDLE = [...REVIEWS, "NATS_ENABLED"] as const;

/** Whether this process takes reviews into sandboxes; with any of the switches off they wait. */
export function takesReviews(configuration: Configuration): boolean {
	return REVIEWS.every((name) => configuration[name]);
}

/** What a half-configured instance does not do, in words for its operator; null when its switches agree. */
export function halfConfigured(configuration: Configuration): string | null {
	const off = BUNDLE.filter((name) => !configuration[name]);
	if (off.length === 0 || off.length === BUNDLE.length) return null;
	const effects = [
		...(takesReviews(configuration) ? [] : ["reviews wait"]),
		...(configuration.NATS_ENABLED ? [] : ["webhook events wait"]),
	];
	return `Half-configured: ${off.join(", ")} off while the others are on, so ${effects.join(" and ")}. Set ${BUNDLE.join(", ")} alike.`;
}
