import type { Runtime } from "../api-server.ts";
import { openFromBranches, receivePush } from "../git/pull-request-branches.ts";
import { writeCommits } from "../git/write-commits.ts";
import { ANONYMOUS, permissionOf } from "../world/access.ts";
import type { PullRequest, Repository, User } from "../world/model.ts";
import { Refusal } from "../world/refusal.ts";
import { must } from "../world/world.ts";
import { authorOf } from "./grow.ts";
import { cleanChange } from "./scenarios/clean-change.ts";
import { noDescription } from "./scenarios/no-description.ts";
import type { Scenario } from "./scenarios/scenario.ts";
import { swallowedErrors } from "./scenarios/swallowed-errors.ts";

export const SCENARIOS: Scenario[] = [swallowedErrors, cleanChange, noDescription];

/**
 * Has somebody push a branch with a change and open a pull request.
 * @throws Refusal for an unknown scenario or repository, with what there is to choose from
 */
export async function openScenario(
	runtime: Runtime,
	wanted: { scenario?: string | undefined; repository?: string | undefined },
): Promise<PullRequest> {
	const scenario = chooseScenario(wanted.scenario);
	const repository = chooseRepository(runtime, wanted.repository);
	const author = chooseAuthor(runtime, repository);
	const branch = `${scenario.branch}-${runtime.world.nextId("scenario")}`;
	const main = must(await runtime.store.resolve(repository.id, repository.defaultBranch), "a first commit");
	const before = await runtime.store.branches(repository.id);
	const files: Record<string, string> = {};
	for (const [path, change] of Object.entries(scenario.files(repository.language))) {
		const current = await runtime.store.git(repository.id, "show", `${main}:${path}`).catch(() => null);
		const text = change(current);
		if (text !== current && text !== "") files[path] = text;
	}
	const at = runtime.world.clock.millis();
	const commit = { branch, from: main, author: authorOf(author), at, message: scenario.title, files };
	await writeCommits(runtime.store, repository.id, [commit]);
	const caller = { ...ANONYMOUS, user: author };
	await receivePush(runtime, repository, caller, before, await runtime.store.branches(repository.id));
	const { title, body } = scenario;
	const branches = { baseRef: repository.defaultBranch, headRef: branch };
	return await openFromBranches(runtime, { repository, author, title, body, ...branches });
}

function chooseScenario(name: string | undefined): Scenario {
	const scenario = SCENARIOS.find((row) => row.name === (name ?? swallowedErrors.name));
	if (scenario) return scenario;
	const names = SCENARIOS.map((row) => row.name).join(", ");
	throw new Refusal("UNPROCESSABLE", `There is no scenario "${name}". Choose one of ${names}.`);
}

function chooseRepository({ world }: Runtime, name: string | undefined): Repository {
	const all = world.repositories.values().filter((row) => row.hasGit && !row.archived);
	const repository = name === undefined ? all[0] : all.find((row) => world.fullName(row) === name || row.name === name);
	if (repository) return repository;
	const names = all.map((row) => world.fullName(row)).join(", ");
	throw new Refusal("UNPROCESSABLE", `There is no repository "${name}". Choose one of ${names}.`);
}

/** Anybody but an owner, in turn, so that more than one person gets feedback. */
function chooseAuthor({ world }: Runtime, repository: Repository): User {
	const people = world.users
		.values()
		.filter(
			(user) => user.type === "User" && ["push", "maintain"].includes(permissionOf(world, user, repository) ?? ""),
		);
	return must(people[world.pullRequestsOf(repository.id).length % people.length], "somebody who may push");
}
