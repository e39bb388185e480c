import {
	ApplicationFailure,
	allHandlersFinished,
	CancellationScope,
	condition,
	continueAsNew,
	isCancellation,
	log,
	setHandler,
	upsertSearchAttributes,
	workflowInfo,
} from "@temporalio/workflow";
import { tell } from "../operations/details.ts";
import { SEARCH_ATTRIBUTES } from "../operations/search-attributes.ts";
import { describeFailure, type ReviewFailure } from "./failures.ts";
import { cancelReviewSignal, type ReviewArtifactInput, type ReviewRequest, requestReviewSignal } from "./messages.ts";
import { answers, courtesy, records } from "./proxies.ts";
import { type RunningStage, runReview } from "./run-review.ts";

const REMEMBERED_REQUESTS = 200;
// All that wait are decided as one, so more of them would change nothing but the history's size.
const MOST_PENDING = 100;

/**
 * All reviews of one pull request, one after another: collects requests, waits out the cooldown, runs what is
 * admitted and ends when nothing is asked any more. The run fails when its last review failed.
 */
export async function reviewArtifact(input: ReviewArtifactInput): Promise<void> {
	await new ArtifactReviews(input).run();
}

class ArtifactReviews {
	readonly #input: ReviewArtifactInput;
	readonly #title: string;
	readonly #answered: string[];
	readonly #acknowledged = new Set<number>();
	#pending: ReviewRequest[];
	#running: { reviewId: string; scope: CancellationScope } | undefined;

	constructor(input: ReviewArtifactInput) {
		this.#input = input;
		this.#title = `${input.nameWithOwner}#${input.number}`;
		this.#pending = [...(input.pending ?? [])];
		this.#answered = [...(input.answered ?? [])];
		setHandler(requestReviewSignal, (request) => this.#collect(request));
		setHandler(cancelReviewSignal, ({ reviewId }) => this.#cancel(reviewId));
	}

	async run(): Promise<void> {
		upsertSearchAttributes([
			{ key: SEARCH_ATTRIBUTES.workspace, value: this.#input.workspaceSlug },
			{ key: SEARCH_ATTRIBUTES.repository, value: this.#input.nameWithOwner },
		]);
		let failure: ReviewFailure | undefined;
		// The request that started this run is a signal, which is handled a moment after the start.
		await condition(() => this.#pending.length > 0, "10 seconds");
		while (this.#pending.length > 0) {
			if (workflowInfo().continueAsNewSuggested) await this.#continueAsNew();
			failure = await this.#answer();
		}
		await condition(allHandlersFinished);
		if (failure === undefined) return;
		tell("FAILED", `${failure.message} ${failure.nextStep}`);
		throw ApplicationFailure.create({ type: "ReviewFailed", message: failure.message, details: [failure] });
	}

	#collect(request: ReviewRequest): void {
		const known = this.#answered.includes(request.requestId);
		if (known || this.#pending.some((pending) => pending.requestId === request.requestId)) return;
		if (this.#pending.length < MOST_PENDING) this.#pending.push(request);
		else log.warn("A request was left out, since too many wait already.", { requestId: request.requestId });
	}

	#cancel(reviewId: string): void {
		if (this.#running?.reviewId === reviewId) this.#running.scope.cancel();
	}

	/** Decides about everything that is asked; newer requests join a wait and are decided with it. */
	async #answer(): Promise<ReviewFailure | undefined> {
		const requests = [...this.#pending];
		const { workspaceId, repositoryId, issueId } = this.#input;
		const { workflowId, originalExecutionRunId: runId } = workflowInfo();
		tell("DECIDING", `Decides whether to review ${this.#title}.`);
		await this.#acknowledgeCommands(requests);
		const decision = await records.admitReview({ workspaceId, repositoryId, issueId, workflowId, runId, requests });
		if (decision.outcome === "WAIT") {
			tell("WAITING", `${this.#title} waits until ${decision.until}: ${decision.reason}.`);
			await condition(() => this.#pending.length > requests.length, decision.waitMs);
			return undefined;
		}
		this.#settle(requests);
		if (decision.outcome === "ADMIT") return await this.#review(decision.reviewId);
		if (decision.outcome === "ANSWERED") {
			tell("DONE", `The request to review ${this.#title} was answered before.`);
			return undefined;
		}
		tell("REFUSED", `${this.#title} is not reviewed: ${decision.reason}.`);
		for (const { commandCommentId } of requests)
			if (commandCommentId !== undefined) await this.#answerCommand(commandCommentId, decision.reason);
		return undefined;
	}

	async #acknowledgeCommands(requests: ReviewRequest[]): Promise<void> {
		const { workspaceId } = this.#input;
		for (const { commandCommentId: commentId } of requests) {
			if (commentId === undefined || this.#acknowledged.has(commentId)) continue;
			this.#acknowledged.add(commentId);
			await attempt(() => courtesy.acknowledgeCommand({ workspaceId, commentId }), "A command was not acknowledged.");
		}
	}

	async #answerCommand(commentId: number, reason: string): Promise<void> {
		const { workspaceId } = this.#input;
		await attempt(
			() => answers.answerRefusedCommand({ workspaceId, commentId, reason }),
			"A refused command was not answered on the forge.",
		);
	}

	#settle(requests: ReviewRequest[]): void {
		const ids = requests.map((request) => request.requestId);
		this.#pending = this.#pending.filter((request) => !ids.includes(request.requestId));
		this.#answered.push(...ids);
		this.#answered.splice(0, this.#answered.length - REMEMBERED_REQUESTS);
	}

	/** Runs one review to its recorded end; a failure is returned, so that further requests are still served. */
	async #review(reviewId: string): Promise<ReviewFailure | undefined> {
		const review = { workspaceId: this.#input.workspaceId, reviewId };
		const scope = new CancellationScope();
		this.#running = { reviewId, scope };
		let stage: RunningStage = "WAITING_FOR_SANDBOX";
		try {
			await scope.run(() =>
				runReview(review, {
					enter: async (entered, detail) => {
						stage = entered;
						tell(entered, `${this.#title}: ${detail}.`);
						await records.enterStage({ ...review, stage: entered, detail });
					},
					say: (entered, detail) => tell(entered, `${this.#title}: ${detail}.`),
				}),
			);
			await records.finishReview({ ...review, status: "COMPLETED" });
			tell("DONE", `${this.#title} was reviewed.`);
			return undefined;
		} catch (error) {
			const failure = await CancellationScope.nonCancellable(() => this.#recordEnd(review, stage, error));
			// Cancelling the whole workflow ends it; cancelling one review does not.
			if (CancellationScope.current().consideredCancelled) throw error;
			return failure;
		} finally {
			this.#running = undefined;
		}
	}

	async #recordEnd(review: { workspaceId: number; reviewId: string }, stage: RunningStage, error: unknown) {
		if (isCancellation(error)) {
			tell("CANCELLED", `The review of ${this.#title} was cancelled.`);
			await records.finishReview({ ...review, status: "CANCELLED" });
			return undefined;
		}
		const failure = describeFailure(error, stage);
		await records.finishReview({ ...review, status: failure.timedOut ? "TIMED_OUT" : "FAILED", failure });
		return failure;
	}

	async #continueAsNew(): Promise<never> {
		await condition(allHandlersFinished);
		return await continueAsNew<typeof reviewArtifact>({
			...this.#input,
			pending: this.#pending,
			answered: this.#answered,
		});
	}
}

// What cannot be said on the forge must not cost the requests that still wait.
async function attempt(work: () => Promise<void>, otherwise: string): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (isCancellation(error)) throw error;
		log.warn(otherwise);
	}
}
