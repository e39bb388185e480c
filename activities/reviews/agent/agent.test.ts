import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type ModelSimulator, startModelSimulator } from "@hephaestus/deploy/simulators/llm/start-model-simulator.ts";
import { openJob } from "../sandbox/open-job.ts";
import { runAgentProcess } from "../testing/agent-process.ts";
import { testJobDependencies } from "../testing/job-dependencies.ts";
import { recordRun } from "../testing/recorded-run.ts";
import { makeReviewBundle, soundDiff } from "../testing/review-bundle.ts";

let simulator: ModelSimulator;
let dependencies: ReturnType<typeof testJobDependencies>;

before(async () => {
	simulator = await startModelSimulator({ apiKey: "sk-provider-key-that-stays-in-the-worker" });
	dependencies = testJobDependencies(simulator.url);
});

after(async () => {
	await dependencies.close();
	await simulator.stop();
});

async function reviewInProcess(
	content: Parameters<typeof makeReviewBundle>[0] = {},
	changes: Parameters<typeof recordRun>[1] = {},
) {
	const bundle = await makeReviewBundle(content);
	const recorded = recordRun(bundle.folder, changes);
	const job = await openJob(recorded.run, dependencies);
	try {
		const end = await runAgentProcess(job, bundle.folder);
		return { ...recorded, ...end, finished: job.finished(), exhausted: job.exhausted() };
	} finally {
		await job.close();
		await bundle.remove();
	}
}

const verdicts = (findings: readonly { practiceSlug: string; presence: string; assessment?: string | undefined }[]) =>
	Object.fromEntries(findings.map((f) => [f.practiceSlug, `${f.presence} ${f.assessment ?? ""}`.trim()]));

test("reviews every practice, with findings that quote the change", async () => {
	const { findings, calls, progress, finished, code, output } = await reviewInProcess();
	assert.equal(code, 0, output);
	assert.equal(finished?.outcome, "COMPLETED", output);
	assert.deepEqual(verdicts(findings), {
		"describe-what-and-why": "ABSENT BAD",
		"ships-tests-with-the-change": "ABSENT BAD",
		"handles-errors-instead-of-swallowing-them": "PRESENT BAD",
		"leaves-the-code-clean-with-intent-revealing-comments": "PRESENT BAD",
	});
	const swallowed = findings.find((f) => f.practiceSlug.startsWith("handles-errors"));
	assert.deepEqual(swallowed?.evidence.locations, [{ path: "src/orders.ts", startLine: 6 }]);
	assert.deepEqual(swallowed?.evidence.snippets, ["} catch (error) {"]);
	assert.equal(swallowed?.suggestedDiffNotes?.[0]?.startLine, 6);
	assert.ok(calls.every((call) => call.status === 200 && call.inputTokens > 0 && call.outputTokens > 0));
	assert.equal(finished?.turns, calls.length);
	assert.equal(progress[0], "Reading the change");
});

test("finds something else in another change", async () => {
	const body = "Orders are loaded by id, because the shop page needs one order only and loaded all of them before.";
	const { findings } = await reviewInProcess({ diff: soundDiff, body });
	assert.deepEqual(verdicts(findings), {
		"describe-what-and-why": "PRESENT GOOD",
		"ships-tests-with-the-change": "PRESENT GOOD",
		"handles-errors-instead-of-swallowing-them": "NOT_APPLICABLE",
		"leaves-the-code-clean-with-intent-revealing-comments": "NOT_APPLICABLE",
	});
});

test("asks again after a failure of the provider and a stream that broke off", async () => {
	simulator.faults.queued.push({ kind: "server-error", status: 503 }, { kind: "truncated" });
	const { finished, findings, calls } = await reviewInProcess();
	assert.equal(finished?.outcome, "COMPLETED");
	assert.equal(findings.length, 4);
	assert.equal(calls[0]?.status, 503);
});

test("fails with a reason when the model answers nonsense", async () => {
	simulator.faults.lasting = [{ kind: "nonsense" }];
	const { finished, findings } = await reviewInProcess();
	simulator.faults.lasting = [];
	assert.equal(finished?.outcome, "FAILED");
	assert.match(finished?.reason ?? "", /reported no finding at all/);
	assert.deepEqual(findings, []);
});

test("stops a model that calls tools without end, at its turns", async () => {
	simulator.faults.lasting = [{ kind: "endless-tools" }];
	const { finished, calls } = await reviewInProcess({}, { limits: { timeoutSeconds: 60, maxTurns: 8 } });
	simulator.faults.lasting = [];
	assert.equal(finished?.outcome, "STOPPED_AT_LIMIT");
	assert.match(finished?.reason ?? "", /limit of 8 turns/);
	assert.equal(calls.length, 8);
});

test("stops by itself at its time limit", async () => {
	simulator.faults.lasting = [{ kind: "latency", milliseconds: 30_000 }];
	const { finished, code } = await reviewInProcess({}, { limits: { timeoutSeconds: 2, maxTurns: 8 } });
	simulator.faults.lasting = [];
	assert.equal(code, 0);
	assert.equal(finished?.outcome, "STOPPED_AT_LIMIT");
	assert.match(finished?.reason ?? "", /time limit/);
});
