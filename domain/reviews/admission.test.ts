import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type AdmissionFacts, admit, leadingRequest } from "./admission.ts";

const fine: AdmissionFacts = {
	nowMs: 10_000_000,
	trigger: "PullRequestCreated",
	workspaceActive: true,
	isConnected: true,
	pullRequest: { state: "OPEN", isDraft: false, headKnown: true },
	settings: {
		practicesEnabled: true,
		autoTriggerEnabled: true,
		manualTriggerEnabled: true,
		runForAllUsers: true,
		skipDrafts: true,
		cooldownMinutes: 15,
		autonomy: "AUTOMATIC",
	},
	commenterMayAsk: true,
	hasRunnableAgent: true,
	hasMatchingPractice: true,
	assignees: 0,
	anyAssigneeGranted: false,
	lastReviewedMs: null,
};
const settings = (change: Partial<AdmissionFacts["settings"]>) => ({ settings: { ...fine.settings, ...change } });
const pullRequest = (change: Partial<AdmissionFacts["pullRequest"]>) => ({
	pullRequest: { ...fine.pullRequest, ...change },
});

const refused: [string, Partial<AdmissionFacts>][] = [
	["no workspace", { workspaceActive: false }],
	["no active connection to the forge", { isConnected: false }],
	["pull request is merged", pullRequest({ state: "MERGED" })],
	["pull request is closed", pullRequest({ state: "CLOSED" })],
	["head commit is unknown", pullRequest({ headKnown: false })],
	["draft PR", pullRequest({ isDraft: true })],
	["practices disabled for workspace", settings({ practicesEnabled: false })],
	["autonomy is off for workspace", settings({ autonomy: "OFF" })],
	["auto-trigger disabled for workspace", settings({ autoTriggerEnabled: false })],
	["manual trigger disabled for workspace", { trigger: "MANUAL", ...settings({ manualTriggerEnabled: false }) }],
	[
		"only the author, an assignee or a workspace administrator may ask for a review",
		{ trigger: "COMMAND", commenterMayAsk: false },
	],
	["no runnable practice config", { hasRunnableAgent: false }],
	["no matching practices", { hasMatchingPractice: false }],
	["no assignee", settings({ runForAllUsers: false })],
	["no assignee with role: run_practice_review", { assignees: 2, ...settings({ runForAllUsers: false }) }],
];

for (const [reason, change] of refused)
	test(`refuses: ${reason}`, () => {
		assert.deepEqual(admit({ ...fine, ...change }), { outcome: "REFUSE", reason });
	});

test("an earlier step of the gate names the reason when several apply", () => {
	const facts = { ...fine, ...pullRequest({ isDraft: true }), hasRunnableAgent: false };
	assert.equal(admit(facts).reason, "draft PR");
});

test("a granted assignee lets the review in where it does not run for everyone", () => {
	const facts = { ...fine, assignees: 1, anyAssigneeGranted: true, ...settings({ runForAllUsers: false }) };
	assert.equal(admit(facts).outcome, "ADMIT");
});

const anyFacts: fc.Arbitrary<AdmissionFacts> = fc.record({
	nowMs: fc.integer({ min: 0, max: 2_000_000_000 }),
	trigger: fc.constantFrom(
		"PullRequestCreated",
		"PullRequestReady",
		"PullRequestSynchronized",
		"MANUAL",
		"COMMAND",
		"RERUN",
	),
	workspaceActive: fc.boolean(),
	isConnected: fc.boolean(),
	pullRequest: fc.record({
		state: fc.constantFrom("OPEN", "CLOSED", "MERGED"),
		isDraft: fc.boolean(),
		headKnown: fc.boolean(),
	}),
	settings: fc.record({
		practicesEnabled: fc.boolean(),
		autoTriggerEnabled: fc.boolean(),
		manualTriggerEnabled: fc.boolean(),
		runForAllUsers: fc.boolean(),
		skipDrafts: fc.boolean(),
		cooldownMinutes: fc.integer({ min: 0, max: 1440 }),
		autonomy: fc.constantFrom("OFF", "HUMAN_APPROVAL", "AUTOMATIC"),
	}),
	commenterMayAsk: fc.boolean(),
	hasRunnableAgent: fc.boolean(),
	hasMatchingPractice: fc.boolean(),
	assignees: fc.nat(3),
	anyAssigneeGranted: fc.boolean(),
	lastReviewedMs: fc.option(fc.integer({ min: 0, max: 2_000_000_000 })),
});

test("a wait always ends later than now, and once it ended the same facts are admitted", () => {
	fc.assert(
		fc.property(anyFacts, (facts) => {
			const decision = admit(facts);
			if (decision.outcome !== "WAIT") return;
			assert.ok(decision.untilMs > facts.nowMs);
			assert.equal(admit({ ...facts, nowMs: decision.untilMs }).outcome, "ADMIT");
		}),
	);
});

test("nothing is admitted on a pull request that is not open or without an agent, and a rerun never waits", () => {
	fc.assert(
		fc.property(anyFacts, (facts) => {
			const { outcome } = admit(facts);
			if (facts.pullRequest.state !== "OPEN" || !facts.hasRunnableAgent) assert.equal(outcome, "REFUSE");
			if (facts.trigger === "RERUN") assert.notEqual(outcome, "WAIT");
		}),
	);
});

test("a person's request speaks for the automatic ones that arrived with it", () => {
	const requests = [{ trigger: "MANUAL" }, { trigger: "PullRequestSynchronized" }] as const;
	assert.equal(leadingRequest(requests)?.trigger, "MANUAL");
	assert.equal(leadingRequest([...requests, { trigger: "RERUN" as const }])?.trigger, "RERUN");
	assert.equal(leadingRequest([]), null);
});
