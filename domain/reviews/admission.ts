/** Why a review was asked for: an event name of the specification, or how a person asked. */
export type ReviewTrigger =
	| "PullRequestCreated"
	| "PullRequestReady"
	| "PullRequestSynchronized"
	| "MANUAL"
	| "COMMAND"
	| "RERUN";

/** Everything the decision rests on, read in one transaction. */
export interface AdmissionFacts {
	nowMs: number;
	trigger: ReviewTrigger;
	workspaceActive: boolean;
	/** Whether the forge lets the workspace in. */
	isConnected: boolean;
	pullRequest: { state: "OPEN" | "CLOSED" | "MERGED"; isDraft: boolean; headKnown: boolean };
	settings: AdmissionSettings;
	/** Of a COMMAND: whether the commenter is the author, an assignee or an administrator of the workspace. */
	commenterMayAsk: boolean;
	hasRunnableAgent: boolean;
	hasMatchingPractice: boolean;
	assignees: number;
	/** Whether any assignee's account was granted `run_practice_review`. */
	anyAssigneeGranted: boolean;
	/** End of the newest review that really ran to its end; failed and cancelled ones do not count. */
	lastReviewedMs: number | null;
}

/** A workspace's settings with the instance's defaults filled in. */
export interface AdmissionSettings {
	practicesEnabled: boolean;
	autoTriggerEnabled: boolean;
	manualTriggerEnabled: boolean;
	runForAllUsers: boolean;
	skipDrafts: boolean;
	cooldownMinutes: number;
	autonomy: "OFF" | "HUMAN_APPROVAL" | "AUTOMATIC";
}

export type AdmissionOutcome =
	| { outcome: "ADMIT"; reason: string }
	| { outcome: "WAIT"; reason: string; untilMs: number }
	| { outcome: "REFUSE"; reason: string };

type Check = (facts: AdmissionFacts) => string | false;

export function isAutomatic(trigger: ReviewTrigger): boolean {
	return trigger !== "MANUAL" && trigger !== "COMMAND" && trigger !== "RERUN";
}

// In the order of the specification, section 6.2, with the preconditions of 6.1 and 6.3 where they belong.
const refusals: readonly Check[] = [
	({ workspaceActive }) => !workspaceActive && "no workspace",
	({ isConnected }) => !isConnected && "no active connection to the forge",
	({ pullRequest }) => pullRequest.state !== "OPEN" && `pull request is ${pullRequest.state.toLowerCase()}`,
	({ pullRequest }) => !pullRequest.headKnown && "head commit is unknown",
	({ settings, pullRequest }) => settings.skipDrafts && pullRequest.isDraft && "draft PR",
	({ settings }) => !settings.practicesEnabled && "practices disabled for workspace",
	({ settings }) => settings.autonomy === "OFF" && "autonomy is off for workspace",
	({ settings, trigger }) =>
		isAutomatic(trigger) && !settings.autoTriggerEnabled && "auto-trigger disabled for workspace",
	({ settings, trigger }) =>
		!isAutomatic(trigger) && !settings.manualTriggerEnabled && "manual trigger disabled for workspace",
	({ trigger, commenterMayAsk }) =>
		trigger === "COMMAND" &&
		!commenterMayAsk &&
		"only the author, an assignee or a workspace administrator may ask for a review",
	({ hasRunnableAgent }) => !hasRunnableAgent && "no runnable practice config",
	({ hasMatchingPractice }) => !hasMatchingPractice && "no matching practices",
	(facts) => !facts.settings.runForAllUsers && facts.assignees === 0 && "no assignee",
	(facts) =>
		!facts.settings.runForAllUsers && !facts.anyAssigneeGranted && "no assignee with role: run_practice_review",
];

/**
 * Whether the pull request is reviewed now, later or not, and why. A wait ends by itself; every other reason needs a
 * change of facts. Only a rerun, which a person asked for about one run, skips the cooldown.
 */
export function admit(facts: AdmissionFacts): AdmissionOutcome {
	for (const check of refusals) {
		const reason = check(facts);
		if (reason !== false) return { outcome: "REFUSE", reason };
	}
	const untilMs = cooldownEnd(facts);
	if (untilMs > facts.nowMs)
		return { outcome: "WAIT", reason: `cooldown of ${facts.settings.cooldownMinutes} minutes`, untilMs };
	return { outcome: "ADMIT", reason: isAutomatic(facts.trigger) ? "the pull request changed" : "somebody asked" };
}

function cooldownEnd({ trigger, lastReviewedMs, settings }: AdmissionFacts): number {
	if (trigger === "RERUN" || lastReviewedMs === null) return 0;
	return lastReviewedMs + settings.cooldownMinutes * 60_000;
}

/** The request that speaks for several at once: the newest one a person made, else the newest. Null for none. */
export function leadingRequest<R extends { trigger: ReviewTrigger }>(requests: readonly R[]): R | null {
	const byPerson = requests.filter((request) => !isAutomatic(request.trigger));
	const rerun = byPerson.filter((request) => request.trigger === "RERUN");
	return rerun.at(-1) ?? byPerson.at(-1) ?? requests.at(-1) ?? null;
}
