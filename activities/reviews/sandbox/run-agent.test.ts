import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { type ModelSimulator, startModelSimulator } from "@hephaestus/deploy/simulators/llm/start-model-simulator.ts";
import type Docker from "dockerode";
import { bundleAgent } from "../agent/bundle.ts";
import { testJobDependencies } from "../testing/job-dependencies.ts";
import { providerKey, recordRun } from "../testing/recorded-run.ts";
import { makeReviewBundle } from "../testing/review-bundle.ts";
import { testEngine } from "../testing/test-engine.ts";
import { connectEngine } from "./engine.ts";
import { AgentFailed, SandboxEngineLost } from "./errors.ts";
import { labels, labelsOf } from "./labels.ts";
import { type AgentRunner, type AgentRunnerDependencies, createAgentRunner } from "./run-agent.ts";

let simulator: ModelSimulator;
let dependencies: ReturnType<typeof testJobDependencies>;
let docker: Docker;
let image: string;
let agentFile: string;
let runner: AgentRunner;
let bundle: Awaited<ReturnType<typeof makeReviewBundle>>;

const owner = `test-${process.pid}`;
const limits = { memoryBytes: 512 * 1024 * 1024, cpus: 2, pids: 64, runtime: null };

before(async () => {
	const engine = testEngine();
	docker = engine.docker;
	simulator = await startModelSimulator({ apiKey: providerKey });
	dependencies = testJobDependencies(simulator.url);
	image = engine.image;
	agentFile = (await bundleAgent()).path;
	runner = createRunner();
	bundle = await makeReviewBundle();
});

beforeEach(() => {
	simulator.faults.lasting = [];
});

after(async () => {
	await bundle?.remove();
	await dependencies?.close();
	await simulator?.stop();
});

function createRunner(changes: Partial<AgentRunnerDependencies> = {}): AgentRunner {
	return createAgentRunner({
		...dependencies,
		docker,
		image,
		limits,
		owner,
		agentFile,
		stopTimeoutSeconds: 1,
		...changes,
	});
}

/** The engine behind a socket that can be cut, as when its process dies. */
async function relayEngine() {
	const path = join(await mkdtemp(join(tmpdir(), "relay-")), "docker.sock");
	const open = new Set<Socket>();
	const server = createServer((near) => {
		const far = connect(process.env.HEPHAESTUS_TEST_DOCKER ?? "");
		for (const [socket, other] of [
			[near, far],
			[far, near],
		] as const) {
			open.add(socket);
			socket.pipe(other);
			socket.on("error", () => other.destroy());
			socket.on("close", () => other.destroy());
		}
	});
	server.listen(path);
	await once(server, "listening");
	return {
		docker: connectEngine(`unix://${path}`),
		die() {
			server.close();
			for (const socket of open) socket.destroy();
		},
	};
}

async function ownContainers(reviewId?: string) {
	const label = [`${labels.owner}=${owner}`, ...(reviewId ? [`${labels.reviewId}=${reviewId}`] : [])];
	return await docker.listContainers({ all: true, filters: { label } });
}

async function untilRunning(reviewId: string): Promise<Docker.Container> {
	for (;;) {
		const [container] = await ownContainers(reviewId);
		if (container?.State === "running") return docker.getContainer(container.Id);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

async function inside(container: Docker.Container, command: string): Promise<string> {
	const exec = await container.exec({ Cmd: ["sh", "-c", command], AttachStdout: true, AttachStderr: true, Tty: true });
	const stream = await exec.start({ Tty: true });
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks).toString("utf8").trim();
}

test("reviews in a container and leaves nothing behind", async () => {
	const { run, findings, calls } = recordRun(bundle.folder);
	const result = await runner.runAgent(run);
	assert.equal(result.outcome, "COMPLETED", `${result.reason}\n${result.log}`);
	assert.equal(result.reason, null);
	assert.equal(findings.length, 4);
	assert.deepEqual(result.findings, findings);
	assert.equal(result.turns, calls.length);
	assert.match(result.log, /"message":"finished"/);
	assert.deepEqual(await ownContainers(), []);
	assert.equal(simulator.requests.at(-1)?.headers.get("authorization"), `Bearer ${providerKey}`);
});

test("meets nothing: no network, no privilege, no writable root, no credential", async () => {
	simulator.faults.lasting = [{ kind: "latency", milliseconds: 60_000 }];
	const { run, cancel } = recordRun(bundle.folder);
	const running = runner.runAgent(run);
	const container = await untilRunning(run.reviewId);
	const see = (command: string) => inside(container, command);

	assert.equal(await see("id -u"), "1000");
	assert.equal(await see("ls /sys/class/net"), "lo");
	assert.match(await see("git ls-remote http://10.0.0.1/x 2>&1 || echo refused"), /refused|unreachable|Failed/i);
	assert.match(await see("touch /etc/x 2>&1"), /Read-only file system/);
	assert.match(await see("touch /workspace/x 2>&1"), /Read-only file system/);
	assert.match(await see("touch /run/hephaestus/x 2>&1"), /Read-only file system/);
	assert.match(await see("cp /bin/true /tmp/t && /tmp/t 2>&1"), /Permission denied/);
	assert.equal(await see("touch $HOME/x && echo written"), "written");
	assert.match(await see("grep CapEff /proc/self/status"), /0000000000000000$/);
	assert.match(await see("grep NoNewPrivs /proc/self/status"), /1$/);
	assert.match(await see("grep Seccomp: /proc/self/status"), /2$/);
	assert.equal(await see("ulimit -n"), "1024");
	const environment = await see("cat /proc/1/environ | tr '\\0' '\\n'");
	assert.match(environment, /^LLM_PROXY_TOKEN=/m);
	assert.doesNotMatch(environment, new RegExp(providerKey));
	assert.doesNotMatch(environment, /PASSWORD|DATABASE|ENCRYPTION/);
	// More processes than the limit: the fork fails inside, the host does not notice.
	assert.match(await see("for i in $(seq 200); do sleep 5 & done 2>&1"), /fork|Resource temporarily unavailable/i);
	const { HostConfig } = await container.inspect();
	assert.equal(HostConfig.Memory, limits.memoryBytes);
	assert.equal(HostConfig.MemorySwap, limits.memoryBytes);
	assert.equal(HostConfig.PidsLimit, limits.pids);
	cancel.abort(new Error("enough"));
	await assert.rejects(running, /enough/);
});

test("removes the container when cancelled", async () => {
	simulator.faults.lasting = [{ kind: "latency", milliseconds: 60_000 }];
	const { run, cancel } = recordRun(bundle.folder);
	const running = runner.runAgent(run);
	await untilRunning(run.reviewId);
	cancel.abort(new Error("nobody wants it any more"));
	await assert.rejects(running, /nobody wants it any more/);
	assert.deepEqual(await ownContainers(run.reviewId), []);
});

test("stops at its time limit and keeps what was found", async () => {
	const { run } = recordRun(bundle.folder, { limits: { timeoutSeconds: 6, maxTurns: 60 } });
	const slowAfterFirst: typeof run.onFinding = async () => {
		simulator.faults.lasting = [{ kind: "latency", milliseconds: 60_000 }];
	};
	const result = await runner.runAgent({ ...run, onFinding: slowAfterFirst });
	assert.equal(result.outcome, "STOPPED_AT_LIMIT", result.log);
	assert.match(result.reason ?? "", /time limit/);
	assert.equal(result.findings.length, 1);
});

test("fails with a reason when the model answers nonsense", async () => {
	simulator.faults.lasting = [{ kind: "nonsense" }];
	const result = await runner.runAgent(recordRun(bundle.folder).run);
	assert.equal(result.outcome, "FAILED");
	assert.match(result.reason ?? "", /no finding at all/);
});

test("gives the caller its own failure when a finding could not be stored", async () => {
	const { run } = recordRun(bundle.folder, { onFinding: () => Promise.reject(new Error("the database is away")) });
	await assert.rejects(runner.runAgent(run), /the database is away/);
	assert.deepEqual(await ownContainers(run.reviewId), []);
});

test("says which image is missing", async () => {
	const missing = createRunner({ image: "hephaestus-no-such-image:1" });
	const failure = await missing.runAgent(recordRun(bundle.folder).run).catch((error: unknown) => error);
	assert.ok(failure instanceof AgentFailed);
	assert.match(failure.message, /hephaestus-no-such-image:1/);
});

test("tells an engine that is gone from an agent that failed", async () => {
	const lost = createRunner({ docker: connectEngine("unix:///tmp/no-engine-here.sock") });
	await assert.rejects(lost.runAgent(recordRun(bundle.folder).run), SandboxEngineLost);
});

test("reports an engine that dies in the middle, and clears up once it is back", async () => {
	simulator.faults.lasting = [{ kind: "latency", milliseconds: 60_000 }];
	const relay = await relayEngine();
	const { run } = recordRun(bundle.folder);
	const ended = assert.rejects(createRunner({ docker: relay.docker }).runAgent(run), SandboxEngineLost);
	await untilRunning(run.reviewId);
	relay.die();
	await ended;
	assert.equal(await runner.reconcile(async () => new Set()), 1);
});

test("begins again where an earlier attempt left its container", async () => {
	const { run } = recordRun(bundle.folder);
	const left = await docker.createContainer({
		Image: image,
		Cmd: ["sleep", "60"],
		Labels: labelsOf(owner, run.reviewId),
	});
	await left.start();
	const result = await runner.runAgent(run);
	assert.equal(result.outcome, "COMPLETED");
	assert.deepEqual(await ownContainers(run.reviewId), []);
});

test("removes containers of reviews that are over, its own only, and none when it cannot know", async () => {
	simulator.faults.lasting = [{ kind: "latency", milliseconds: 60_000 }];
	const { run } = recordRun(bundle.folder);
	const ended = assert.rejects(runner.runAgent(run), SandboxEngineLost);
	await untilRunning(run.reviewId);
	assert.equal(await runner.reconcile(async () => null), 0);
	assert.equal(await runner.reconcile(async () => new Set([run.reviewId])), 0);
	assert.equal((await ownContainers(run.reviewId)).length, 1);
	const other = createRunner({ owner: "someone-else" });
	assert.equal(await other.reconcile(async () => new Set()), 0);
	assert.equal(await runner.reconcile(async () => new Set()), 1);
	assert.deepEqual(await ownContainers(run.reviewId), []);
	await ended;
});
