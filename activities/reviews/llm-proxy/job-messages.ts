import { z } from "zod";

/** What the agent's program says about itself over the job's socket. */
export const progressMessage = z.strictObject({ text: z.string().min(1).max(500) });

/** Its last word: how the run ended. */
export const finishedMessage = z.strictObject({
	outcome: z.enum(["COMPLETED", "STOPPED_AT_LIMIT", "FAILED"]),
	reason: z.string().min(1).max(1000).nullable(),
	turns: z.number().int().min(0),
});
export type FinishedMessage = z.infer<typeof finishedMessage>;
