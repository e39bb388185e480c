import type { RepositoryChange, ScmChange } from "@hephaestus/domain/scm/changes.ts";

/** The parts of a repository that are read, and remembered, on their own. */
export type RepositoryPart = "ISSUES" | "PULL_REQUESTS";

export interface RepositoryName {
	nativeId: number;
	/** `owner/name`. */
	nameWithOwner: string;
}

export interface PageRequest {
	repository: RepositoryName;
	part: RepositoryPart;
	/** Where the last page ended; null for the first. */
	cursor: string | null;
	/** Nothing that last changed before it is wanted; null wants everything. */
	since: Date | null;
	signal: AbortSignal;
}

export interface RepositoryPage {
	/** Everything about the items of the page, nested lists followed to their end. */
	changes: ScmChange[];
	items: number;
	/** How many items the whole list has; null when the provider's number counts more than is wanted. */
	total: number | null;
	/** Where the next page begins; null when nothing wanted is left. */
	next: string | null;
}

/** How sync reads a forge; each forge implements it over its own API, in the same order: newest change first. */
export interface ForgeReader {
	/** Every repository the connection mirrors, a page at a time. */
	repositories(signal: AbortSignal): AsyncIterable<RepositoryChange[]>;
	labels(repository: RepositoryName, signal: AbortSignal): Promise<ScmChange[]>;
	page(request: PageRequest): Promise<RepositoryPage>;
}
