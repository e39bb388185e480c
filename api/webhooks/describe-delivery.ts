import { createHash } from "node:crypto";
import { type DeliveryAddress, githubDeliveryAddress } from "@hephaestus/domain/webhooks/lanes.ts";
import type { SignedDelivery } from "./verifiers.ts";

export interface DescribedDelivery extends DeliveryAddress {
	/** Makes a delivery unique among its kind: redeliveries repeat it. */
	deliveryId: string;
	event: string;
}

/** What a verified GitHub delivery is; without a delivery header its content names it (specification, section 2.2). */
export function describeGitHubDelivery({ body, header }: SignedDelivery, json: unknown): DescribedDelivery {
	const event = header("x-github-event") ?? "unknown";
	const digest = () => createHash("sha256").update(body).update(event).digest("hex").slice(0, 32);
	return { ...githubDeliveryAddress(json), event, deliveryId: header("x-github-delivery") ?? digest() };
}
