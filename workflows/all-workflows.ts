/** Every workflow a worker runs; the name of the export is its type. */
export { deliverFeedback } from "./reviews/deliver-feedback.ts";
export { reviewArtifact } from "./reviews/review-artifact.ts";
export { syncRepository } from "./scm/sync-repository.ts";
export { syncWorkspace } from "./scm/sync-workspace.ts";
export { tickSync } from "./scm/tick-sync.ts";
export { drainInbox } from "./webhooks/drain-inbox.ts";
export { sweepInbox } from "./webhooks/sweep-inbox.ts";
