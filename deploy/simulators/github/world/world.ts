import { Clock } from "./clock.ts";
import type { WorldEvent } from "./events.ts";
import type * as model from "./model.ts";
import { Refusal } from "./refusal.ts";
import { Table } from "./table.ts";

const itemKey = (repositoryId: number, number: number) => `${repositoryId}#${number}`;

/** Everything the simulated GitHub knows, in memory. Changes go through the functions beside this file. */
export class World {
	readonly clock: Clock;
	readonly users = new Table<model.User>("user");
	readonly organizations = new Table<model.Organization>("organization");
	readonly memberships = new Table<model.Membership>("membership");
	readonly teams = new Table<model.Team>("team");
	readonly repositories = new Table<model.Repository>("repository");
	readonly labels = new Table<model.Label>("label");
	readonly milestones = new Table<model.Milestone>("milestone");
	readonly issues = new Table<model.Issue>("issue");
	readonly pullRequests = new Table<model.PullRequest>("pull request");
	readonly issueComments = new Table<model.IssueComment>("issue comment");
	readonly reviews = new Table<model.Review>("review");
	readonly threads = new Table<model.ReviewThread>("review thread");
	readonly reviewComments = new Table<model.ReviewComment>("review comment");
	readonly reactions = new Table<model.Reaction>("reaction");
	readonly apps = new Table<model.App>("app");
	readonly installations = new Table<model.Installation>("installation");
	readonly tokens = new Table<model.Token>("token");
	readonly hooks = new Table<model.Hook>("hook");
	readonly deliveries = new Table<model.Delivery>("delivery");

	readonly #usersByLogin = this.users.groupBy((row) => row.login.toLowerCase());
	readonly #organizationsByLogin = this.organizations.groupBy((row) => row.login.toLowerCase());
	readonly #pullRequestsByNumber = this.pullRequests.groupBy((row) => itemKey(row.repositoryId, row.number));
	readonly #issuesByNumber = this.issues.groupBy((row) => itemKey(row.repositoryId, row.number));
	readonly #commentsByItem = this.issueComments.groupBy((row) => itemKey(row.repositoryId, row.number));
	readonly #tokensByValue = this.tokens.groupBy((row) => row.value);
	readonly membershipsOf = this.memberships.groupBy((row) => row.organizationId);
	readonly teamsOf = this.teams.groupBy((row) => row.organizationId);
	readonly repositoriesOf = this.repositories.groupBy((row) => row.organizationId);
	readonly labelsOf = this.labels.groupBy((row) => row.repositoryId);
	readonly milestonesOf = this.milestones.groupBy((row) => row.repositoryId);
	readonly issuesOf = this.issues.groupBy((row) => row.repositoryId);
	readonly pullRequestsOf = this.pullRequests.groupBy((row) => row.repositoryId);
	readonly reviewsOf = this.reviews.groupBy((row) => row.pullRequestId);
	readonly threadsOf = this.threads.groupBy((row) => row.pullRequestId);
	readonly reviewCommentsOf = this.reviewComments.groupBy((row) => row.pullRequestId);
	readonly commentsOfThread = this.reviewComments.groupBy((row) => row.threadId);
	readonly reactionsOf = this.reactions.groupBy((row) => row.subjectId);
	readonly installationsOf = this.installations.groupBy((row) => row.organizationId);
	readonly hooksOf = this.hooks.groupBy((row) => row.repositoryId);
	readonly deliveriesOf = this.deliveries.groupBy((row) => row.hook);

	/** Grows with every change; caches of sorted rows hang on it. */
	version = 0;
	readonly #listeners = new Set<(event: WorldEvent) => void>();
	readonly #counters = new Map<string, number>();

	constructor(now?: () => number) {
		this.clock = new Clock(now);
	}

	/** Every table by name, for persistence. */
	tables(): Record<string, Table<{ id: number }>> {
		return Object.fromEntries(
			Object.values(this)
				.filter((value) => value instanceof Table)
				.map((table) => [table.name, table]),
		);
	}

	counters(): Map<string, number> {
		return this.#counters;
	}

	/** The next number of a kind, starting above the seed so that ids of different kinds rarely agree. */
	nextId(kind: string, start = 1): number {
		const id = (this.#counters.get(kind) ?? start - 1) + 1;
		this.#counters.set(kind, id);
		return id;
	}

	/** Issues and pull requests of a repository share their numbers. */
	nextNumber(repositoryId: number): number {
		return this.nextId(`number/${repositoryId}`);
	}

	onEvent(listener: (event: WorldEvent) => void): void {
		this.#listeners.add(listener);
	}

	/** Marks a change and tells it to the listeners. */
	emit(event: WorldEvent): void {
		this.version += 1;
		for (const listener of this.#listeners) listener(event);
	}

	findUser(login: string): model.User | undefined {
		return this.#usersByLogin(login.toLowerCase())[0];
	}

	user(login: string): model.User {
		return must(this.findUser(login), `no user ${login}`);
	}

	findOrganization(login: string): model.Organization | undefined {
		return this.#organizationsByLogin(login.toLowerCase())[0];
	}

	/** A repository by `owner/name`, case-insensitively. */
	findRepository(fullName: string): model.Repository | undefined {
		const [owner = "", name = ""] = fullName.toLowerCase().split("/");
		const organization = this.findOrganization(owner);
		return organization && this.repositoriesOf(organization.id).find((row) => row.name.toLowerCase() === name);
	}

	repository(fullName: string): model.Repository {
		return must(this.findRepository(fullName), `no repository ${fullName}`);
	}

	fullName(repository: model.Repository): string {
		return `${this.organizations.get(repository.organizationId).login}/${repository.name}`;
	}

	findIssue(repositoryId: number, number: number): model.Issue | undefined {
		return this.#issuesByNumber(itemKey(repositoryId, number))[0];
	}

	findPullRequest(repositoryId: number, number: number): model.PullRequest | undefined {
		return this.#pullRequestsByNumber(itemKey(repositoryId, number))[0];
	}

	findItem(repositoryId: number, number: number): model.Issue | model.PullRequest | undefined {
		return this.findIssue(repositoryId, number) ?? this.findPullRequest(repositoryId, number);
	}

	commentsOn(item: { repositoryId: number; number: number }): readonly model.IssueComment[] {
		return this.#commentsByItem(itemKey(item.repositoryId, item.number));
	}

	findToken(value: string): model.Token | undefined {
		return this.#tokensByValue(value)[0];
	}

	/** Repositories that an installation may use. */
	repositoriesOfInstallation(installation: model.Installation): model.Repository[] {
		const rows = this.repositoriesOf(installation.organizationId);
		return rows.filter((row) => installation.repositoryIds?.includes(row.id) ?? true);
	}
}

/** @throws Refusal NOT_FOUND */
export function must<T>(value: T | undefined, message: string): T {
	if (value === undefined) throw new Refusal("NOT_FOUND", message);
	return value;
}

/** Tells a pull request from an issue. */
export function isPullRequest(item: model.Issue | model.PullRequest): item is model.PullRequest {
	return "headSha" in item;
}
