import { randomUUID } from "node:crypto";
import { reviewDetailSchema, reviewSchema, reviewStatusSchema } from "@hephaestus/api/reviews/schema.ts";
import { signalReviewRequest } from "@hephaestus/api/reviews/signal-review-request.ts";
import { acrossWorkspaces, withWorkspace } from "@hephaestus/db/operations/with-workspace.ts";
import { findReview } from "@hephaestus/db/reviews/find-review.ts";
import { findReviewSubject } from "@hephaestus/db/reviews/find-review-subject.ts";
import { findWorkspaceOfReview } from "@hephaestus/db/reviews/find-workspace-of-review.ts";
import { listReviews } from "@hephaestus/db/reviews/list-reviews.ts";
import { cancelReviewSignal } from "@hephaestus/workflows/reviews/messages.ts";
import { z } from "zod";
import { CommandFailed, usageError } from "./failure.ts";
import type { CliSession } from "./session.ts";
import { table } from "./table.ts";

const DOOR = "command line";
const NEWEST = 25;
/** No account: operators act for nobody. */
const NOBODY = -1;

/** `reviews list [--status STATUS]`: the newest reviews of every workspace. */
export async function listReviewsCommand({ db }: CliSession, status: string | undefined): Promise<string> {
	const wanted = reviewStatusSchema.optional().safeParse(status?.toUpperCase());
	if (!wanted.success) throw usageError(`--status is one of ${reviewStatusSchema.options.join(", ")}.`);
	const page = await acrossWorkspaces(db, DOOR, (tx) =>
		listReviews(tx, { page: 0, size: NEWEST, status: wanted.data }),
	);
	const reviews = z.array(reviewSchema).parse(page.content);
	if (reviews.length === 0) return "No reviews.";
	const rows = reviews.map((review) => [
		review.id,
		review.status,
		review.stage,
		`${review.pullRequest.repository}#${review.pullRequest.number}`,
		review.createdAt,
		review.deliveryStatus ?? "–",
	]);
	const more = page.totalElements > reviews.length ? `\n${page.totalElements - reviews.length} older ones.` : "";
	return table(["ID", "STATUS", "STAGE", "PULL REQUEST", "ASKED AT", "DELIVERY"], rows) + more;
}

/** `reviews show ID`: what one review did, stage by stage. */
export async function showReviewCommand(session: CliSession, id: string | undefined): Promise<string> {
	const { review, workspace } = await requireReview(session, id);
	const { repository, number, title } = review.pullRequest;
	const stages = review.stages.map(({ stage, startedAt, finishedAt, detail }) => [
		stage,
		startedAt,
		finishedAt === null ? "–" : `${Date.parse(finishedAt) - Date.parse(startedAt)} ms`,
		detail ?? "",
	]);
	return [
		`${review.id}: ${review.status}, delivery ${review.deliveryStatus ?? "not decided"}`,
		`${repository}#${number} ${title} (workspace ${workspace.slug}, commit ${review.headSha.slice(0, 12)})`,
		`${review.problems} problems, ${review.strengths} strengths, ${review.usage.calls} model calls`,
		...(review.error === null ? [] : [`${review.error.message} ${review.error.nextStep}`]),
		"",
		table(["STAGE", "BEGAN", "TOOK", ""], stages),
	].join("\n");
}

/** `reviews rerun ID`: reviews the same pull request again; it never posts twice. */
export async function rerunReviewCommand(session: CliSession, id: string | undefined): Promise<string> {
	const { workspace, subject } = await requireReview(session, id);
	const request = { requestId: randomUUID(), trigger: "RERUN" as const, requestedByAccountId: null };
	const { workflowId } = await signalReviewRequest(session.temporal, workspace, subject, request);
	return `Asked ${workflowId} to review again; see \`npm run hephaestus -- reviews list\`.`;
}

/** `reviews cancel ID`: stops a review that waits or runs; what it posted stays. */
export async function cancelReviewCommand(session: CliSession, id: string | undefined): Promise<string> {
	const { review, subject } = await requireReview(session, id);
	if (review.status !== "QUEUED" && review.status !== "RUNNING") {
		throw new CommandFailed(`Review ${review.id} has ended already (${review.status}); there is nothing to stop.`);
	}
	await session.temporal.use((client) =>
		client.workflow.getHandle(subject.workflowId).signal(cancelReviewSignal, { reviewId: review.id }),
	);
	return `Asked ${subject.workflowId} to stop the review.`;
}

async function requireReview({ db }: CliSession, id: string | undefined) {
	const parsed = z.uuid().safeParse(id);
	if (!parsed.success) throw usageError("Name the review by its id, as `reviews list` shows it.");
	const reviewId = parsed.data;
	const workspace = await acrossWorkspaces(db, DOOR, (tx) => findWorkspaceOfReview(tx, reviewId));
	if (workspace === null)
		throw new CommandFailed(`There is no review ${reviewId}; \`reviews list\` shows those there are.`);
	return await withWorkspace(db, workspace.id, async (tx) => {
		const review = await findReview(tx, reviewId);
		const subject = await findReviewSubject(tx, { reviewId, accountId: NOBODY });
		if (review === null || subject === null) throw new CommandFailed(`Review ${reviewId} was deleted just now.`);
		return { workspace, subject, review: shownReview.parse(review) };
	});
}

// Of the API's document, what this command shows; the rest depends on who looks.
const shownReview = reviewDetailSchema.pick({
	id: true,
	status: true,
	deliveryStatus: true,
	headSha: true,
	pullRequest: true,
	problems: true,
	strengths: true,
	usage: true,
	error: true,
	stages: true,
});
