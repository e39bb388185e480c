/** Every workflow a worker runs; the name of the export is its type. */
export { sweepInbox } from "./webhooks/sweep-inbox.ts";
