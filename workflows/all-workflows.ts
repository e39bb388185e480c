/** Every workflow a worker runs; the name of the export is its type. */
export { reviewArtifact } from "./reviews/review-artifact.ts";
export { sweepInbox } from "./webhooks/sweep-inbox.ts";
