import type { Forge } from "../git/pull-request-branches.ts";
import { toStamp } from "../world/clock.ts";
import { addMember, createMilestone, createOrganization, createRepository, createTeam } from "../world/founding.ts";
import type { Organization, Repository, User } from "../world/model.ts";
import { growRepository } from "./grow.ts";
import { growFromHistory } from "./history.ts";
import { createPeople } from "./people.ts";
import { canteenWeb } from "./projects/canteen-web.ts";
import { mealForecast } from "./projects/meal-forecast.ts";
import { orderService } from "./projects/order-service.ts";
import { Random } from "./random.ts";

const DAY = 86_400_000;
/** How far back the made-up history reaches. */
const PAST = 45 * DAY;

export const ORGANIZATION = "harvest-kitchen";

/**
 * Founds the organisation with its people, teams and three repositories of real code, and a fourth one from the
 * history of a checkout where one is named and has a history.
 */
export async function seedOrganization(forge: Forge, seed: number, history?: string): Promise<Organization> {
	const { world } = forge;
	const random = new Random(seed);
	const until = world.clock.millis() - 3_600_000;
	const from = until - PAST;
	const founded = toStamp(from - 300 * DAY);
	const people = createPeople(world, founded);
	const [owner, ...others] = people;
	if (!owner) throw new Error("The organisation needs an owner");
	const description = "Software of a canteen that throws nothing away";
	const organization = createOrganization(world, {
		login: ORGANIZATION,
		name: "Harvest Kitchen",
		description,
		at: founded,
	});
	addMember(world, organization, owner, "admin");
	for (const person of others.slice(0, -1)) addMember(world, organization, person, "member");
	const season = { forge, random, owner, people, from, until };
	const repositories: Repository[] = [];
	for (const project of [canteenWeb, mealForecast, orderService]) {
		const { name, description: about, language } = project;
		const details = { name, description: about, language, private: project.private, at: founded };
		const repository = createRepository(world, organization, details);
		repositories.push(repository);
		await growRepository(season, repository, project);
		const due = toStamp(until + 30 * DAY);
		createMilestone(world, repository, { title: "Next release", description: null, creatorId: owner.id, dueOn: due });
	}
	const grown = history && (await growFromHistory(season, organization, history, founded));
	if (grown) repositories.push(grown);
	foundTeams(forge, organization, others, repositories, founded);
	const guest = others.at(-1);
	// One person works with the organisation without being in it.
	if (guest) repositories[0]?.collaborators.push({ userId: guest.id, permission: "push" });
	return organization;
}

function foundTeams(
	{ world }: Forge,
	organization: Organization,
	people: User[],
	repositories: Repository[],
	at: string,
): void {
	const ids = people.map((person) => person.id);
	const member = (userId: number, index: number) => ({ userId, role: index === 0 ? "maintainer" : "member" }) as const;
	const grants = repositories.map((row) => ({ repositoryId: row.id, permission: "push" as const }));
	const engineering = createTeam(world, organization, {
		...{ slug: "engineering", name: "Engineering", description: "Everyone who builds", at },
		members: ids.slice(0, 8).map(member),
		repositories: grants,
	});
	const parts = [
		{
			slug: "web",
			name: "Web",
			description: "What guests see",
			members: ids.slice(1, 4),
			repositories: grants.slice(0, 1),
		},
		{
			slug: "data",
			name: "Data",
			description: "Numbers and forecasts",
			members: ids.slice(4, 7),
			repositories: grants.slice(1, 2),
		},
	];
	for (const part of parts) {
		createTeam(world, organization, { ...part, members: part.members.map(member), parentId: engineering.id, at });
	}
}
