import { authorAssociation } from "../../world/access.ts";
import { type IssueComment, REACTIONS, type Reaction, type Repository } from "../../world/model.ts";
import { isPullRequest, must } from "../../world/world.ts";
import { byId, paginate } from "../connection.ts";
import { type Arguments, type Context, type Fields, page } from "../context.ts";
import { actorById, actorNode, issueNode, pullRequestNode, reactionNode, repositoryNode } from "../nodes.ts";

/** Rows that a person wrote. */
export interface Written {
	id: number;
	authorId: number;
	body: string | null;
	createdAt: string;
	updatedAt: string;
}

/** GraphQL's names of reactions, by REST's. */
export const REACTION_NAMES = {
	"+1": "THUMBS_UP",
	"-1": "THUMBS_DOWN",
	laugh: "LAUGH",
	confused: "CONFUSED",
	heart: "HEART",
	hooray: "HOORAY",
	rocket: "ROCKET",
	eyes: "EYES",
} as const;

/** Fields of everything with an author and a body. */
export const writtenFields: Fields<Written> = {
	databaseId: (row) => row.id,
	fullDatabaseId: (row) => String(row.id),
	author: (row, _, { world }) => actorById(world, row.authorId),
	editor: () => null,
	body: (row) => row.body ?? "",
	bodyText: (row) => row.body ?? "",
	bodyHTML: (row) => `<p>${escapeHtml(row.body ?? "")}</p>`,
	createdAt: (row) => row.createdAt,
	updatedAt: (row) => row.updatedAt,
	publishedAt: (row) => row.createdAt,
	lastEditedAt: () => null,
	createdViaEmail: () => false,
	includesCreatedEdit: (row) => row.updatedAt !== row.createdAt,
	viewerDidAuthor: (row, _, { caller }) => caller.user?.id === row.authorId,
	userContentEdits: () => null,
};

/** Fields of what can be hidden. */
export const minimizableFields: Fields<{ minimizedReason: string | null }> = {
	isMinimized: (row) => row.minimizedReason !== null,
	minimizedReason: (row) => row.minimizedReason?.toLowerCase() ?? null,
};

/** Fields of what can be reacted to, by its node id. */
export function reactableFields<Row>(idOf: (row: Row) => string): Fields<Row> {
	return {
		reactions: (row, args, { world }) => paginate(byId(world.reactionsOf(idOf(row))), page(args), reactionNode),
		reactionGroups: (row, _, { world }) =>
			REACTIONS.map((content) => {
				const given = world.reactionsOf(idOf(row)).filter((reaction) => reaction.content === content);
				const reactors = (args: Arguments) =>
					paginate(byId(given), page(args), (reaction) => actorNode(world.users.get(reaction.userId)));
				return { content: REACTION_NAMES[content], createdAt: null, users: reactors, reactors };
			}),
		viewerCanReact: () => true,
	};
}

/** A row's author as GitHub describes the tie to the repository. */
export function association(context: Context, authorId: number, repository: Repository): string {
	return authorAssociation(context.world, context.world.users.get(authorId), repository);
}

const itemOf = (row: IssueComment, { world }: Context) =>
	must(world.findItem(row.repositoryId, row.number), "the comment's item is gone");

export const issueCommentFields: Fields<IssueComment> = {
	issue: (row, _, context) => {
		const item = itemOf(row, context);
		// GitHub answers the issue side of a pull request here; only its shared fields are asked for.
		return isPullRequest(item) ? issueNode({ ...item, stateReason: null }) : issueNode(item);
	},
	pullRequest: (row, _, context) => {
		const item = itemOf(row, context);
		return isPullRequest(item) ? pullRequestNode(item) : null;
	},
	repository: (row, _, { world }) => repositoryNode(world.repositories.get(row.repositoryId)),
	authorAssociation: (row, _, context) =>
		association(context, row.authorId, context.world.repositories.get(row.repositoryId)),
	url: (row, _, context) => `${context.urls.web}${commentPath(row, context)}`,
	resourcePath: (row, _, context) => commentPath(row, context),
};

function commentPath(row: IssueComment, context: Context): string {
	const kind = isPullRequest(itemOf(row, context)) ? "pull" : "issues";
	const repository = context.world.repositories.get(row.repositoryId);
	return `/${context.world.fullName(repository)}/${kind}/${row.number}#issuecomment-${row.id}`;
}

export const reactionFields: Fields<Reaction> = {
	databaseId: (row) => row.id,
	content: (row) => REACTION_NAMES[row.content],
	createdAt: (row) => row.createdAt,
	user: (row, _, { world }) => actorById(world, row.userId),
};

function escapeHtml(value: string): string {
	return value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
