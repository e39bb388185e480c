import { createRoom } from "../operations/room.ts";
import { approveFeedback } from "./approve-feedback.ts";
import { cancelReview } from "./cancel-review.ts";
import { discardFeedback } from "./discard-feedback.ts";
import { getReview } from "./get-review.ts";
import { listReviews } from "./list-reviews.ts";
import { requestReview } from "./request-review.ts";
import { rerunReview } from "./rerun-review.ts";

/** Reviews of pull requests. Mounted under `/api`. */
export function createReviewRoutes() {
	return createRoom().openapiRoutes([
		listReviews,
		getReview,
		requestReview,
		rerunReview,
		cancelReview,
		approveFeedback,
		discardFeedback,
	]);
}
