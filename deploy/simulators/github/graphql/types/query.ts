import { toStamp } from "../../world/clock.ts";
import { must } from "../../world/world.ts";
import { type Context, type Fields, text, texts } from "../context.ts";
import { actorNode, findNode, organizationNode, repositoryNode } from "../nodes.ts";
import { findByName } from "./repositories.ts";

const account = (context: Context, login: string) => {
	const organization = context.world.findOrganization(login);
	if (organization) return organizationNode(organization);
	const user = context.world.findUser(login);
	return user?.type === "User" ? actorNode(user) : null;
};

export const queryFields: Fields<null> = {
	viewer: (_row, _args, { caller }) => actorNode(must(caller.user ?? undefined, "no viewer without a token")),
	organization: (_, args, { world }) => {
		const login = text(args, "login") ?? "";
		const message = `Could not resolve to an Organization with the login of '${login}'.`;
		return organizationNode(must(world.findOrganization(login), message));
	},
	user: (_, args, { world }) => {
		const login = text(args, "login") ?? "";
		const user = world.findUser(login);
		const person = user?.type === "User" ? user : undefined;
		return actorNode(must(person, `Could not resolve to a User with the login of '${login}'.`));
	},
	repositoryOwner: (_, args, context) => account(context, text(args, "login") ?? ""),
	repository: (_, args, context) =>
		repositoryNode(findByName(context, text(args, "owner") ?? "", text(args, "name") ?? "")),
	node: (_, args, context) => findNode(context, text(args, "id") ?? ""),
	nodes: (_, args, context) =>
		(texts(args, "ids") ?? []).map((id) => {
			try {
				return findNode(context, id);
			} catch (error) {
				// graphql-js turns an Error in a list into a partial error at its place.
				return error;
			}
		}),
	rateLimit: (_row, _args, context) => {
		const budget = context.budget();
		const { cost, nodeCount } = context.price;
		const { limit, remaining, used } = budget;
		return { limit, remaining, used, cost, nodeCount, resetAt: toStamp(budget.reset * 1000) };
	},
	meta: () => ({
		isPasswordAuthenticationVerifiable: false,
		gitHubServicesSha: "0".repeat(40),
		installedVersion: "3.19.0",
	}),
};
