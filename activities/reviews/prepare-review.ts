import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findReviewedChange, type ReviewedChange } from "@hephaestus/db/reviews/find-reviewed-change.ts";
import { listInventory, listReviewEvidence, listWorkItems } from "@hephaestus/db/reviews/list-review-evidence.ts";
import { listReviewPractices } from "@hephaestus/db/reviews/review-practices.ts";
import { saveReviewDiff } from "@hephaestus/db/reviews/save-review-diff.ts";
import { REVIEW_FAILURES } from "@hephaestus/domain/reviews/failures.ts";
import { removeInvisible } from "@hephaestus/domain/reviews/invisible.ts";
import { findLinkedWork } from "@hephaestus/domain/reviews/linked-work.ts";
import { checkOutHead } from "../scm/git/check-out-head.ts";
import { GitError } from "../scm/git/git-process.ts";
import { findRange, listCommits, readPatch } from "../scm/git/pull-request-diff.ts";
import { type CachedRepository, cacheDirectory, fetchPullRequest, HeadMissing } from "../scm/git/repository-cache.ts";
import { withRepositoryLock } from "../scm/git/repository-lock.ts";
import { assertSize, RepositoryTooLarge } from "../scm/git/repository-size.ts";
import { GitOutputTooLarge } from "../scm/git/run-git.ts";
import { evidenceFiles } from "./context/evidence-files.ts";
import { bundleDirectory, checkoutDirectory, writeBundle } from "./context/write-bundle.ts";
import type { ForgeReviewDependencies, ReviewRef } from "./dependencies.ts";
import { parsePatch } from "./parse-patch.ts";
import { reviewFailure } from "./review-failure.ts";

/** Specification, sections 9.1 and 9.4. */
const MAX_COMMITS = 50;
const CHECKOUT_LIMITS = { maxBytes: 1024 ** 3, maxEntries: 500_000 };
const MAX_PATCH_BYTES = 10 * 1024 * 1024;

/**
 * Lays out everything that the agent reads on this host's disk and keeps the diff in PostgreSQL. Running it again makes
 * the same bundle anew. Throws a review failure with its next step when there is nothing that could be reviewed.
 */
export async function prepareReview(deps: ForgeReviewDependencies, ref: ReviewRef, signal: AbortSignal): Promise<void> {
	const subject = await withWorkspace(deps.db, ref.workspaceId, (tx) => findReviewedChange(tx, ref));
	const bundleDir = bundleDirectory(deps.configuration.GIT_STORAGE_PATH, subject.id);
	const lock = cacheDirectory(deps.configuration.GIT_STORAGE_PATH, subject.workspaceId, subject.repositoryId);
	try {
		await withRepositoryLock(lock, signal, () => prepareFromGit(deps, subject, bundleDir, signal));
	} catch (error) {
		throw toReviewFailure(error, subject);
	}
}

async function prepareFromGit(
	deps: ForgeReviewDependencies,
	subject: ReviewedChange,
	bundleDir: string,
	signal: AbortSignal,
): Promise<void> {
	const repository = await fetchSubject(deps, subject, signal);
	await assertSize(repository, subject.headSha, CHECKOUT_LIMITS);
	const range = await findRange(repository, subject.baseRefName, subject.headSha);
	const patch = range === null ? "" : removeInvisible(await readPatch(repository, range, MAX_PATCH_BYTES));
	if (range === null || patch === "") throw nothingChanged(subject);
	const commits = await listCommits(repository, range, MAX_COMMITS);
	const { practices, ...gathered } = await gather(deps, subject, commits, { ...range, patch });
	if (practices.length === 0) throw noPractices();
	const ownNativeId = await (await deps.openForge(subject.workspaceId)).feedback.ownNativeId();
	const evidence = evidenceFiles({ subject, commits, diff: parsePatch(patch), ownNativeId, ...gathered });
	await writeBundle(bundleDir, { subject, practices, evidence });
	await checkOutHead(repository, subject.headSha, checkoutDirectory(bundleDir));
}

async function fetchSubject(
	{ openForge, configuration }: ForgeReviewDependencies,
	subject: ReviewedChange,
	signal: AbortSignal,
): Promise<CachedRepository> {
	const forge = await openForge(subject.workspaceId);
	return await fetchPullRequest({
		storage: configuration.GIT_STORAGE_PATH,
		workspaceId: subject.workspaceId,
		repositoryId: subject.repositoryId,
		cloneUrl: forge.cloneUrl(subject.nameWithOwner),
		credential: await forge.gitCredential(),
		headSha: subject.headSha,
		headRef: forge.headRef(subject.number),
		baseBranch: subject.baseRefName,
		signal,
	});
}

async function gather(
	{ db }: ForgeReviewDependencies,
	subject: ReviewedChange,
	commits: { message: string }[],
	diff: { baseSha: string; headSha: string; patch: string },
) {
	const { workspaceId, repositoryId, issueId } = subject;
	const links = findLinkedWork({
		title: subject.title,
		body: subject.body ?? "",
		branch: subject.headRefName,
		commits: commits.map(({ message }) => message),
	});
	return await withWorkspace(db, workspaceId, async (tx) => {
		await saveReviewDiff(tx, { workspaceId, reviewId: subject.id, ...diff });
		return {
			links,
			practices: await listReviewPractices(tx, { workspaceId, trigger: subject.trigger }),
			conversation: await listReviewEvidence(tx, { issueId }),
			workItems: await listWorkItems(tx, { repositoryId, numbers: links.map(({ number }) => number) }),
			inventory: await listInventory(tx, { repositoryId, exceptIssueId: issueId }),
		};
	});
}

function toReviewFailure(error: unknown, subject: ReviewedChange): unknown {
	if (error instanceof HeadMissing)
		return reviewFailure(REVIEW_FAILURES.headMissing, {
			message: `The commit ${subject.headSha.slice(0, 7)} is not on the forge any more; the branch was probably rewritten.`,
			nextStep: "Run the review again: it takes the pull request's newest commit.",
		});
	if (error instanceof RepositoryTooLarge)
		return reviewFailure(REVIEW_FAILURES.tooLarge, {
			message: error.message,
			nextStep: "Keep large files out of the repository, or switch reviews off for it.",
		});
	if (error instanceof GitOutputTooLarge)
		return reviewFailure(REVIEW_FAILURES.tooLarge, {
			message: `The diff is larger than ${MAX_PATCH_BYTES / 1024 ** 2} MiB.`,
			nextStep: "Split the pull request, or leave generated files out of it.",
		});
	if (!(error instanceof GitError)) return error;
	if (error.isOutOfMemory)
		return reviewFailure(REVIEW_FAILURES.tooLarge, {
			message: "Git needs more memory for this change than a review may use.",
			nextStep: "Split the pull request, or leave large and generated files out of it.",
		});
	return reviewFailure(
		REVIEW_FAILURES.gitFailed,
		{
			message: `The repository could not be fetched: ${error.message}`,
			nextStep: "Check that the workspace's connection may read the repository's contents, then run the review again.",
		},
		{ retryable: true, cause: error },
	);
}

function nothingChanged(subject: ReviewedChange) {
	return reviewFailure(REVIEW_FAILURES.nothingToReview, {
		message: `There is no difference between ${subject.baseRefName} and ${subject.headSha.slice(0, 7)}.`,
		nextStep: "Push a change to the pull request; its review starts by itself.",
	});
}

function noPractices() {
	return reviewFailure(REVIEW_FAILURES.nothingToReview, {
		message: "The workspace has no active practice for pull requests.",
		nextStep: "An operator sets is_active of a practice in the database (table practice); then run the review again.",
	});
}
