/** The stages of a review in the order in which it passes them. */
export const REVIEW_STAGES = [
	"QUEUED",
	"WAITING_FOR_SANDBOX",
	"PREPARING",
	"REVIEWING",
	"VALIDATING",
	"COMPOSING",
	"DELIVERING",
	"DONE",
] as const;
export type ReviewStage = (typeof REVIEW_STAGES)[number];

/** How a review goes, or went. */
export const REVIEW_STATUSES = ["QUEUED", "RUNNING", "COMPLETED", "FAILED", "TIMED_OUT", "CANCELLED"] as const;
export type ReviewStatus = (typeof REVIEW_STATUSES)[number];

/** What became of a review's feedback; its own state machine beside the review's. */
export const DELIVERY_STATUSES = ["PENDING", "AWAITING_APPROVAL", "DELIVERED", "SUPPRESSED", "FAILED"] as const;
