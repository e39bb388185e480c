import type { Context } from "@temporalio/activity";
import { ApplicationFailure, CancelledFailure } from "@temporalio/common";
import type { ActivityInterceptors } from "@temporalio/worker";
import { z } from "zod";
import type { Metrics } from "./metrics.ts";
import { toPermanentFailure } from "./permanent-failures.ts";
import { toProviderFailure } from "./provider-failures.ts";

const inWorkspace = z.object({ workspaceId: z.number() });

/**
 * The one interceptor of every activity: log lines carry the workspace (workflow, activity and attempt come from the
 * SDK), each attempt is timed, and what a provider's client threw becomes a typed failure with its retry class, as does a
 * value that is refused for good.
 */
export function createActivityInterceptor(metrics: Metrics) {
	return (context: Context): ActivityInterceptors => {
		const activity = context.info.activityType;
		let attributes: Record<string, unknown> = {};
		return {
			inbound: {
				async execute(input, next) {
					const parsed = inWorkspace.safeParse(input.args[0]);
					if (parsed.success) attributes = parsed.data;
					const stopTimer = metrics.activityDuration.startTimer({ activity });
					try {
						const result = await next(input);
						stopTimer({ outcome: "completed" });
						return result;
					} catch (error) {
						const mapped = toProviderFailure(error, new Date()) ?? toPermanentFailure(error) ?? error;
						stopTimer({ outcome: outcomeOf(mapped) });
						throw mapped;
					}
				},
			},
			outbound: {
				getLogAttributes: (input, next) => next({ ...input, ...attributes }),
			},
		};
	};
}

function outcomeOf(error: unknown): string {
	if (error instanceof CancelledFailure) return "cancelled";
	if (error instanceof ApplicationFailure) return error.type ?? "failed";
	return "failed";
}
