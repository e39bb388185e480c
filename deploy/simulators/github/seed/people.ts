import { createUser } from "../world/founding.ts";
import type { User } from "../world/model.ts";
import type { World } from "../world/world.ts";

/** Who works in the organisation: login, name, place, what they do. The first owns it. */
const PEOPLE = [
	["ada", "Ada Okafor", "Munich", "Engineering lead; keeps an eye on everything"],
	["bogdan-k", "Bogdan Kowalczyk", "Kraków", "Ordering service; likes small pull requests"],
	["chiara", "Chiara Romano", "Turin", "Checkout web app and accessibility"],
	["daichi", "Daichi Tanaka", "Osaka", "Forecasting; numbers before opinions"],
	["elif", "Elif Yılmaz", "Izmir", "Joined this spring, learning the ropes"],
	["farid", "Farid Haddad", "Beirut", "Build and deployment"],
	["greta-l", "Greta Lindqvist", "Uppsala", "Domain modelling and tests"],
	["hanna", "Hanna Nguyen", "Leipzig", "Product-minded engineer"],
	["ishaan", "Ishaan Patel", "Pune", "Data pipelines"],
	["jonas", "Jonas Weber", "Munich", "Student, two days a week"],
	["kofi", "Kofi Mensah", "Accra", "Payments"],
] as const;

/** Makes the people, the owner first. */
export function createPeople(world: World, at: string): User[] {
	return PEOPLE.map(([login, name, location, bio]) => createUser(world, { login, name, location, bio, at }));
}
