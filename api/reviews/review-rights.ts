import type { Database } from "@hephaestus/db/operations/database.ts";
import { withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findReviewSubject, type ReviewSubject } from "@hephaestus/db/reviews/find-review-subject.ts";
import { forbidden, notFound } from "../operations/problem-error.ts";
import type { WorkspaceAccess } from "../workspaces/access.ts";

interface Asker {
	workspace: WorkspaceAccess;
	accountId: number;
	reviewId: string;
}

/** What the caller may do with a review: its administrators and the pull request's author may rerun and cancel it. */
export async function findReviewRights(db: Database, asker: Asker): Promise<{ mayRerun: boolean; mayCancel: boolean }> {
	const subject = await readSubject(db, asker);
	const isTrusted = subject !== null && mayDecide(asker.workspace, subject);
	const isRunning = subject !== null && (subject.status === "QUEUED" || subject.status === "RUNNING");
	return { mayRerun: isTrusted && !isRunning, mayCancel: isTrusted && isRunning };
}

/** The review's subject for somebody who may decide about it; throws the 404 or 403 problem otherwise. */
export async function requireReviewSubject(db: Database, asker: Asker): Promise<ReviewSubject> {
	const subject = await readSubject(db, asker);
	if (subject === null) throw notFound("review");
	if (mayDecide(asker.workspace, subject)) return subject;
	throw forbidden("role_required", "Only the pull request's author and the workspace's administrators may do this.");
}

async function readSubject(db: Database, { workspace, accountId, reviewId }: Asker): Promise<ReviewSubject | null> {
	return await withWorkspace(db, workspace.id, (tx) => findReviewSubject(tx, { reviewId, accountId }));
}

function mayDecide(workspace: WorkspaceAccess, subject: ReviewSubject): boolean {
	return workspace.role !== "MEMBER" || subject.isAuthor;
}
