import type { Reaction, ReactionContent, User } from "./model.ts";
import type { World } from "./world.ts";

/** Adds a reaction once: the same person reacting the same way again gets the reaction that is there. */
export function react(
	world: World,
	subjectId: string,
	user: User,
	content: ReactionContent,
): { reaction: Reaction; isNew: boolean } {
	const there = world.reactionsOf(subjectId).find((row) => row.userId === user.id && row.content === content);
	if (there) return { reaction: there, isNew: false };
	const createdAt = world.clock.stamp();
	const row = { id: world.nextId("reaction", 600_001), subjectId, userId: user.id, content, createdAt };
	world.version += 1;
	return { reaction: world.reactions.insert(row), isNew: true };
}
