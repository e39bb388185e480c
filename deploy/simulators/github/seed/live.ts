import type { Runtime } from "../api-server.ts";
import { addComment } from "../world/comments.ts";
import { openIssue } from "../world/issues.ts";
import type { Repository, User } from "../world/model.ts";
import { openScenario, SCENARIOS } from "./open-scenario.ts";
import { Random } from "./random.ts";

const EVERY_MS = 45_000;
/** Enough for a long day; a forgotten instance does not fill up. */
const MOST_EVENTS = 400;
const MOST_PULL_REQUESTS = 12;

const REMARKS = [
	"Could we look at this together tomorrow?",
	"Rebased, ready for another look.",
	"Thanks, that reads much better now.",
	"I tried it on the staging system and it holds.",
	"One question: what happens when the list is empty?",
] as const;
const ISSUES = [
	"Menu shows yesterday's dishes after midnight",
	"Write down how to run the service locally",
	"Faster tests for the basket",
	"Log which order was refused, and why",
] as const;

/** Lets small things happen now and then: a comment, an issue, a pull request. */
export function keepBusy(runtime: Runtime, seed: number): { stop(): void } {
	const random = new Random(seed + 2);
	let events = 0;
	let opened = 0;
	const timer = setInterval(() => {
		events += 1;
		if (events > MOST_EVENTS) return clearInterval(timer);
		const wish = random.next();
		if (wish > 0.92 && opened < MOST_PULL_REQUESTS) {
			opened += 1;
			const scenario = random.pick(SCENARIOS).name;
			openScenario(runtime, { scenario }).catch((error: Error) => runtime.complaints.push(`live: ${error.message}`));
		} else if (wish > 0.75) raiseIssue(runtime, random);
		else remark(runtime, random);
	}, EVERY_MS);
	timer.unref();
	return { stop: () => clearInterval(timer) };
}

function remark({ world }: Runtime, random: Random): void {
	const repository = pickRepository(world, random);
	const open = world.pullRequestsOf(repository.id).filter((row) => row.state === "open");
	if (open.length > 0)
		addComment(world, random.pick(open), pickPerson(world, repository, random), random.pick(REMARKS));
}

function raiseIssue({ world }: Runtime, random: Random): void {
	const repository = pickRepository(world, random);
	const author = pickPerson(world, repository, random);
	openIssue(world, { repository, author, title: random.pick(ISSUES), body: null });
}

function pickRepository(world: Runtime["world"], random: Random): Repository {
	return random.pick(world.repositories.values().filter((row) => row.hasGit));
}

function pickPerson(world: Runtime["world"], repository: Repository, random: Random): User {
	return world.users.get(random.pick(world.membershipsOf(repository.organizationId)).userId);
}
