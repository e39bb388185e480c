import { parseArgs } from "node:util";
import { acrossWorkspaces } from "@hephaestus/db/operations/with-workspace.ts";
import { isMirrored } from "@hephaestus/db/scm/is-mirrored.ts";
import { type CliSession, openSession } from "../cli/session.ts";
import { isRunning, readInstanceFile } from "../launcher/instance-file.ts";
import { resolveDataFolder } from "../launcher/settings.ts";
import { type FollowedReview, followReview } from "./follow-review.ts";
import { openPullRequest } from "./open-pull-request.ts";

const USAGE = `npm run demo -- open-pr [--scenario NAME] [--repository OWNER/NAME] [--data FOLDER]

Somebody in the simulated GitHub pushes a branch with a flawed change and opens a pull request; its review is followed
until the feedback is posted.`;
const PATIENCE_SECONDS = 180;

try {
	process.exit(await main());
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exit(1);
}

async function main(): Promise<number> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			scenario: { type: "string" },
			repository: { type: "string" },
			data: { type: "string" },
			help: { type: "boolean" },
		},
	});
	if (positionals[0] !== "open-pr" || values.help) {
		console.log(USAGE);
		return values.help ? 0 : 2;
	}
	const dataFolder = resolveDataFolder(values.data, process.env);
	const instance = await readInstanceFile(dataFolder);
	if (instance === undefined || !isRunning(instance)) {
		throw new Error(`No instance runs in ${dataFolder}. Start one with \`npm start\` in another terminal.`);
	}
	const forge = instance.urls.forge;
	if (forge === undefined) throw new Error("This instance works with a real forge: open a pull request there.");
	const begin = performance.now();
	const opened = await openPullRequest({ forge, scenario: values.scenario, repository: values.repository });
	console.log(`Opened ${opened.url}`);
	const session = await openSession({ ...instance.environment }, dataFolder);
	try {
		return await follow(session, opened, instance.urls.app ?? "", begin);
	} finally {
		await session.close();
	}
}

async function follow(
	session: CliSession,
	opened: { repository: string; number: number; url: string },
	app: string,
	begin: number,
): Promise<number> {
	const seconds = () => `${((performance.now() - begin) / 1000).toFixed(1).padStart(6)} s`;
	if (!(await acrossWorkspaces(session.db, "demo", (tx) => isMirrored(tx, opened.repository)))) {
		console.log(`No workspace mirrors ${opened.repository} yet: sign in at ${app} and make one, then open another.`);
		return 0;
	}
	const review = await followReview(session, {
		...opened,
		patienceSeconds: PATIENCE_SECONDS,
		onStage: (stage, detail) => console.log(`${seconds()}  ${stage}${detail ? `: ${detail}` : ""}`),
	});
	if (review === undefined) {
		console.log(
			`${seconds()}  The review has not ended yet; \`npm run hephaestus -- status\` tells what it may wait for.`,
		);
		return 1;
	}
	console.log(`${seconds()}  ${outcome(review)}`);
	return review.status === "COMPLETED" ? 0 : 1;
}

function outcome(review: FollowedReview): string {
	if (review.error !== null) return `${review.status}: ${review.error.message} ${review.error.nextStep}`;
	const posted = review.feedback?.placements.find(({ htmlUrl }) => htmlUrl !== null)?.htmlUrl;
	const where = posted
		? `, posted at ${posted}`
		: `, ${review.deliveryReason ?? review.deliveryStatus ?? "not posted"}`;
	return `${review.status}: ${review.problems} problems and ${review.strengths} strengths${where}`;
}
