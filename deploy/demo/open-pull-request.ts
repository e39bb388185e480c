import { z } from "zod";

const openedSchema = z.object({
	repository: z.string(),
	number: z.int(),
	url: z.string(),
	title: z.string().optional(),
});
export type OpenedPullRequest = z.infer<typeof openedSchema>;

export interface OpenPullRequest {
	/** Origin of the simulated forge. */
	forge: string;
	/** Which flawed change; the forge picks one when undefined. */
	scenario: string | undefined;
	/** `owner/name`; the forge picks one when undefined. */
	repository: string | undefined;
}

/**
 * Has somebody in the simulated forge push a branch with a flawed change and open a pull request. Throws an Error with
 * what the forge answered when it refuses, an unknown scenario or repository for example.
 */
export async function openPullRequest({ forge, ...wanted }: OpenPullRequest): Promise<OpenedPullRequest> {
	const response = await fetch(`${forge}/simulator/open-pr`, {
		method: "POST",
		headers: { "content-type": "application/json", accept: "application/json" },
		body: JSON.stringify(wanted),
	}).catch((cause: unknown) => {
		throw new Error(`The simulated forge does not answer at ${forge}.`, { cause });
	});
	const text = await response.text();
	if (!response.ok) throw new Error(`The simulated forge refused (${response.status}): ${text.slice(0, 500)}`);
	return openedSchema.parse(JSON.parse(text));
}
