import { z } from "zod";

/** What a GitHub connection signs its calls with; sealed as JSON under `credentialBinding`. */
export const gitHubCredential = z.discriminatedUnion("type", [
	z.object({ type: z.literal("GITHUB_PAT"), token: z.string().min(1) }),
	z.object({ type: z.literal("GITHUB_APP"), installationId: z.number().int() }),
]);
export type GitHubCredential = z.infer<typeof gitHubCredential>;

/** Binds a sealed credential to its row: copied to another, it does not open. */
export function credentialBinding(connectionId: number): string {
	return `connection:${connectionId}:credential`;
}
