import { pageOf } from "@hephaestus/api/operations/schema.ts";
import { pullRequestDetailSchema, pullRequestSchema, syncStatusSchema } from "@hephaestus/api/scm/schema.ts";
import { connectableAccountSchema, workspaceSchema } from "@hephaestus/api/workspaces/schema.ts";
import { z } from "zod";
import type { HttpClient } from "./http-client.ts";
import { eventually } from "./step.ts";

export const SLUG = "smoke";

/** Makes a workspace from the first organisation that has the App; answers its id. */
export async function createWorkspace(browser: HttpClient, app: string): Promise<number> {
	const answer = await browser.json("GET", `${app}/api/workspaces/github/installations`);
	const account = z.array(connectableAccountSchema).min(1).parse(answer)[0];
	if (account === undefined || account.installationId === null)
		throw new Error("no organisation has the App installed");
	const workspace = await browser.json("POST", `${app}/api/workspaces`, {
		workspaceSlug: SLUG,
		displayName: "Smoke",
		accountLogin: account.login,
		kind: "GITHUB",
		installationId: account.installationId,
	});
	return workspaceSchema.parse(workspace).id;
}

/** Waits for the first sync; answers the mirror's counts, each above zero. */
export async function awaitFirstSync(browser: HttpClient, app: string) {
	let seen = "no run";
	return await eventually(
		"the first sync",
		90,
		async () => {
			const { run, counts } = syncStatusSchema.parse(await browser.json("GET", `${app}/api/workspaces/${SLUG}/sync`));
			seen = JSON.stringify({ run, counts });
			if (run?.state === "FAILED") throw new Error(`the first sync failed: ${run.error}`);
			if (run?.state !== "COMPLETED") return undefined;
			const empty = Object.entries(counts).filter(([, count]) => count === 0);
			if (empty.length > 0) throw new Error(`nothing mirrored of: ${empty.map(([name]) => name).join(", ")}`);
			return counts;
		},
		() => seen,
	);
}

/** Waits until the application shows pull request `number` of `repository`; answers its id. */
export async function awaitPullRequest(
	browser: HttpClient,
	app: string,
	repository: string,
	number: number,
): Promise<number> {
	return await eventually(`pull request ${repository}#${number}`, 30, async () => {
		const answer = await browser.json("GET", `${app}/api/workspaces/${SLUG}/pull-requests?q=${number}&size=100`);
		const page = pageOf(pullRequestSchema).parse(answer);
		return page.content.find((row) => row.number === number && row.repository.nameWithOwner === repository)?.id;
	});
}

/** The pull request's page. */
export async function readPullRequest(browser: HttpClient, app: string, id: number) {
	return pullRequestDetailSchema.parse(await browser.json("GET", `${app}/api/workspaces/${SLUG}/pull-requests/${id}`));
}
