import { FAILURES } from "@hephaestus/domain/operations/failures.ts";
import type { RepositoryChange, ScmChange } from "@hephaestus/domain/scm/changes.ts";
import { ApplicationFailure } from "@temporalio/common";
import { z } from "zod";
import type { GitHubClient } from "../../connections/github-client.ts";
import type { ForgeReader, RepositoryName, RepositoryPart } from "../forge-reader.ts";
import { REPOSITORIES } from "./documents.ts";
import { type Label, repositoryOfNode } from "./graphql-adapter.ts";
import { repositoriesAnswer } from "./nodes.ts";
import { ownerAndName } from "./owner-and-name.ts";
import { createPageSizer } from "./page-size.ts";
import { readIssues, readPullRequests } from "./read-page.ts";
import { labelOfRest, repositoryOfRest, restLabel, restRepository } from "./rest-repository.ts";

const PER_PAGE = 100;
// A pull request brings far more along than an issue (integration specification, section 7.4).
const LARGEST_PAGE: Record<RepositoryPart, number> = { ISSUES: 50, PULL_REQUESTS: 25 };

/**
 * Reads GitHub for sync: GraphQL for everything but an App's repositories and the numeric ids of labels. Make one for
 * each activity: it remembers the labels it saw, which a longer life would let go stale.
 */
export function createGitHubReader(client: GitHubClient): ForgeReader {
	const sizers = {
		ISSUES: createPageSizer(LARGEST_PAGE.ISSUES),
		PULL_REQUESTS: createPageSizer(LARGEST_PAGE.PULL_REQUESTS),
	};
	const seenLabels = new Map<string, Label>();

	async function labels(repository: RepositoryName, signal: AbortSignal): Promise<ScmChange[]> {
		const changes: ScmChange[] = [];
		const parameters = { ...ownerAndName(repository), request: { signal } };
		for await (const page of restPages(client, "GET /repos/{owner}/{repo}/labels", parameters))
			for (const label of z.array(restLabel).parse(page).map(labelOfRest)) {
				changes.push({ kind: "label", lifecycle: "SEEN", repository, label });
				if (label.nodeId !== null) seenLabels.set(label.nodeId, label);
			}
		return changes;
	}

	return {
		labels,
		repositories(signal) {
			return client.type === "GITHUB_APP"
				? installationRepositories(client, signal)
				: ownedRepositories(client, signal);
		},
		page(request) {
			const read = request.part === "ISSUES" ? readIssues : readPullRequests;
			return read({
				client,
				request,
				sized: sizers[request.part],
				async labelsFor(nodeIds) {
					if (!nodeIds.every((id) => seenLabels.has(id))) await labels(request.repository, request.signal);
					return seenLabels;
				},
			});
		},
	};
}

/** Every repository of the workspace's account that the token sees. */
async function* ownedRepositories(client: GitHubClient, signal: AbortSignal): AsyncIterable<RepositoryChange[]> {
	const login = client.connection.accountLogin;
	let after: string | null = null;
	do {
		const variables = { login, first: PER_PAGE, after, request: { signal } };
		const answer: z.infer<typeof repositoriesAnswer> = await client.graphql(
			REPOSITORIES,
			variables,
			repositoriesAnswer,
		);
		if (answer.repositoryOwner === null) throw accountNotFound(login);
		const { nodes, pageInfo } = answer.repositoryOwner.repositories;
		yield nodes.map(repositoryOfNode);
		after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
	} while (after !== null);
}

/** The repositories that the App's installation was given. */
async function* installationRepositories(client: GitHubClient, signal: AbortSignal): AsyncIterable<RepositoryChange[]> {
	const answer = z.object({ repositories: z.array(restRepository) });
	for await (const page of restPages(client, "GET /installation/repositories", { request: { signal } }))
		yield answer.parse(page).repositories.map(repositoryOfRest);
}

// Pages are asked for by number rather than by the answer's address, which could name another host.
async function* restPages(client: GitHubClient, route: string, parameters: object): AsyncIterable<unknown> {
	for (let page = 1; ; page++) {
		const answer = await client.octokit.request(route, { ...parameters, per_page: PER_PAGE, page });
		yield answer.data;
		if (!answer.headers.link?.includes('rel="next"')) return;
	}
}

function accountNotFound(login: string): ApplicationFailure {
	return ApplicationFailure.create({
		type: FAILURES.notFound,
		message: `GitHub knows no account ${login}, or hides it from this credential.`,
		nonRetryable: true,
	});
}
