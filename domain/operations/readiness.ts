import { z } from "zod";

const dependencySchema = z.object({
	state: z.enum(["UP", "DOWN"]),
	/** Whether the process is of use without it. */
	isRequired: z.boolean(),
	/** What is wrong and what to do about it, for operators; "answers" while it is up. */
	detail: z.string(),
});

/** What `/readyz` of every process answers, with 200 when UP and 503 otherwise. */
export const readinessSchema = z.object({
	status: z.enum(["UP", "DOWN", "DRAINING"]),
	dependencies: z.record(z.string(), dependencySchema),
});

export type DependencyState = z.infer<typeof dependencySchema>;
export type Readiness = z.infer<typeof readinessSchema>;

/** A process is ready when everything that it requires is up and it is not about to end. */
export function readinessOf(dependencies: Record<string, DependencyState>, isDraining = false): Readiness {
	const isUp = Object.values(dependencies).every(({ state, isRequired }) => state === "UP" || !isRequired);
	return { status: isDraining ? "DRAINING" : isUp ? "UP" : "DOWN", dependencies };
}
