import type { GitCommit, GitPerson } from "../../git/log.ts";
import type { PullRequest, Repository } from "../../world/model.ts";
import { empty, inOrder, paginate } from "../connection.ts";
import { type Context, type Fields, type Node, page } from "../context.ts";
import { actorNode, commitNode, repositoryNode } from "../nodes.ts";

export interface Commit extends GitCommit {
	repository: Repository;
}

export interface Ref {
	name: string;
	sha: string;
	repository: Repository;
}

/** Commits of a pull request, oldest first; none where there is no git behind it. */
export async function commitsOf(context: Context, pullRequest: PullRequest): Promise<Commit[]> {
	const repository = context.world.repositories.get(pullRequest.repositoryId);
	if (!repository.hasGit) return [];
	const commits = await context.store.commits(repository.id, pullRequest.baseSha, pullRequest.headSha);
	return commits.map((commit) => ({ ...commit, repository }));
}

/** A branch as a `Ref`, null where there is none. */
export async function branchRef(context: Context, repository: Repository, name: string): Promise<Node<Ref> | null> {
	const branch = name.replace(/^refs\/heads\//, "");
	if (!repository.hasGit) return null;
	const sha = await context.store.resolve(repository.id, `refs/heads/${branch}`);
	return sha ? { __typename: "Ref", row: { name: branch, sha, repository } } : null;
}

/** A commit by id, branch or expression, null where there is none. */
export async function commitByName(
	context: Context,
	repository: Repository,
	name: string,
): Promise<Node<Commit> | null> {
	if (!repository.hasGit || name.includes(":")) return null;
	const sha = await context.store.resolve(repository.id, name);
	const [commit] = sha ? await context.store.commits(repository.id, null, sha, 1) : [];
	return commit ? commitNode({ ...commit, repository }) : null;
}

const address = (commit: Commit, { world }: Context) => `/${world.fullName(commit.repository)}/commit/${commit.sha}`;

export const refFields: Fields<Ref> = {
	id: (ref) => `REF_${Buffer.from(`${ref.repository.id}:${ref.name}`).toString("base64url")}`,
	name: (ref) => ref.name,
	prefix: () => "refs/heads/",
	target: (ref, _, context) => commitByName(context, ref.repository, ref.sha),
	repository: (ref) => repositoryNode(ref.repository),
};

export const commitFields: Fields<Commit> = {
	id: (commit) => `C_${Buffer.from(`${commit.repository.id}:${commit.sha}`).toString("base64url")}`,
	oid: (commit) => commit.sha,
	abbreviatedOid: (commit) => commit.sha.slice(0, 7),
	message: (commit) => commit.message,
	messageHeadline: (commit) => commit.message.split("\n")[0],
	messageBody: (commit) => commit.message.split("\n").slice(1).join("\n").trim(),
	additions: (commit) => commit.additions,
	deletions: (commit) => commit.deletions,
	changedFiles: (commit) => commit.files.length,
	changedFilesIfAvailable: (commit) => commit.files.length,
	authoredDate: (commit) => commit.author.date,
	committedDate: (commit) => commit.committer.date,
	authoredByCommitter: (commit) => commit.author.email === commit.committer.email,
	committedViaWeb: () => false,
	author: (commit, _, context) => gitActor(context, commit.author),
	committer: (commit, _, context) => gitActor(context, commit.committer),
	authors: (commit, args, context) =>
		paginate(inOrder([commit.author]), page(args), (person) => gitActor(context, person)),
	repository: (commit) => repositoryNode(commit.repository),
	url: (commit, _, context) => `${context.urls.web}${address(commit, context)}`,
	commitUrl: (commit, _, context) => `${context.urls.web}${address(commit, context)}`,
	resourcePath: (commit, _, context) => address(commit, context),
	parents: async (commit, args, context) => {
		const parents = await Promise.all(commit.parents.map((sha) => commitByName(context, commit.repository, sha)));
		return paginate(inOrder(parents), page(args), (parent) => parent);
	},
	history: async (commit, args, context) => {
		const rows = await context.store.commits(commit.repository.id, null, commit.sha, 10_000);
		const newestFirst = rows.reverse().map((row) => ({ ...row, repository: commit.repository }));
		return paginate(inOrder(newestFirst), page(args), commitNode);
	},
	checkSuites: () => empty(),
	statusCheckRollup: () => null,
};

function gitActor(context: Context, person: GitPerson) {
	const login = person.email.split("@")[0] ?? "";
	const user = context.world.findUser(login);
	const known = user && user.email === person.email ? user : null;
	return { ...person, user: known && actorNode(known), avatarUrl: `${context.urls.web}/avatars/u/${known?.id ?? 0}` };
}
