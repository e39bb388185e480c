import { verifyGitHubSignature } from "./verify-github-signature.ts";

export interface SignedDelivery {
	/** The exact bytes that were signed. */
	body: Uint8Array;
	header(name: string): string | undefined;
}

/** `missing-signature` and `invalid` are said to the sender; `reason` is for the log only. */
export type Verification =
	| { isVerified: true }
	| { isVerified: false; error: "missing-signature" | "invalid"; reason: string };

export type WebhookVerifier = (delivery: SignedDelivery, secret: string) => Verification;

/** Kinds of webhooks an address exists for, each with its verifier; null answers 501. */
export const VERIFIERS: Record<string, WebhookVerifier | null> = {
	github: verifyGitHubSignature,
	gitlab: null,
	slack: null,
};
