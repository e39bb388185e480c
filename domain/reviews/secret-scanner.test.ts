import assert from "node:assert/strict";
import { test } from "node:test";
import type { ChangedFile } from "./diff.ts";
import { finding } from "./findings.ts";
import { maskFinding } from "./mask-finding.ts";
import { scanForSecrets, secretMasker } from "./secret-scanner.ts";
import { exampleFinding, upload } from "./testing/examples.ts";

// Put together here, so that no scanner takes this file for a leak.
const AWS_KEY = `AKIA${"IOSFODNN7EXAMPLQ"}`;
const GITHUB_TOKEN = `ghp_${"a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"}`;

function added(text: string, path = "src/config.ts"): ChangedFile[] {
	return [{ ...upload, path, hunks: [{ header: "@@ -0,0 +1 @@", lines: [{ kind: "ADDED", line: 1, text }] }] }];
}

for (const [what, line] of [
	["an AWS key", `const key = "${AWS_KEY}";`],
	["a GitHub token", `token: ${GITHUB_TOKEN}`],
	["a private key", "-----BEGIN RSA PRIVATE KEY-----"],
	["a password in an address", 'url = "postgres://app:hunter22@db/prod"'],
	["a random value under a telling name", 'api_key = "q8Zk2LmX9vT4wB7rNc1P"'],
] as const)
	test(`finds ${what} and shows no more than its beginning`, () => {
		const [finding] = scanForSecrets(added(line));
		assert.ok(finding);
		assert.equal(finding.evidence.locations[0]?.startLine, 1);
		const told = JSON.stringify(finding);
		for (const secret of [AWS_KEY, GITHUB_TOKEN, "hunter22", "q8Zk2LmX9vT4wB7rNc1P"]) assert.ok(!told.includes(secret));
	});

for (const [what, line] of [
	["a comment", `// const key = "${AWS_KEY}"`],
	["a value from the environment", 'password = "process.env.DB_PASSWORD"'],
	["a placeholder", 'api_key = "your-api-key-goes-here"'],
	["a word of low entropy", 'password = "aaaaaaaaaaaaaaaa"'],
	["an address", 'token_url = "https://login.test/oauth/token/v2"'],
] as const)
	test(`leaves ${what} alone`, () => {
		assert.deepEqual(scanForSecrets(added(line)), []);
	});

test("looks at added lines only, and takes samples less seriously", () => {
	const removed: ChangedFile[] = [
		{ ...upload, hunks: [{ header: "@@", lines: [{ kind: "REMOVED", text: `key = "${AWS_KEY}"` }] }] },
	];
	assert.deepEqual(scanForSecrets(removed), []);
	assert.equal(scanForSecrets(added(`key = "${AWS_KEY}"`))[0]?.severity, "CRITICAL");
	assert.equal(scanForSecrets(added(`key = "${AWS_KEY}"`, "test/fixtures/aws.ts"))[0]?.severity, "MAJOR");
});

test("masks a secret in whatever somebody else writes about it", () => {
	const mask = secretMasker(added(`key = "${AWS_KEY}"`));
	assert.equal(mask(`The key ${AWS_KEY} is in the code.`), "The key AKIA…[masked] is in the code.");
});

test("a masked finding is still a valid one, and a password that is an ordinary word leaves other texts alone", () => {
	const titled = exampleFinding({ title: "hunter22".repeat(15), reasoning: "the end of the story" });
	const masked = maskFinding(
		titled,
		secretMasker([...added("db://app:the@host/x"), ...added("db://app:hunter22@host/x")]),
	);
	assert.ok(finding.safeParse(masked).success);
	assert.doesNotMatch(masked.title, /hunter22/);
	assert.equal(masked.reasoning, titled.reasoning);
	assert.doesNotMatch(JSON.stringify(scanForSecrets(added("db://app:the@host/x"))), /:the|the…/);
});

for (const [what, piece] of [
	["a long dotted name", "a."],
	["a long chain of schemes", "a+"],
	["the same telling word over and over", "secret-"],
] as const)
	test(`${what} costs time in proportion to its length`, () => {
		const scan = (length: number) => {
			const diff = added(piece.repeat(length / piece.length));
			const start = performance.now();
			assert.deepEqual(scanForSecrets(diff), []);
			return performance.now() - start;
		};
		const best = (length: number) => Math.min(...[1, 2, 3].map(() => scan(length)));
		scan(4000);
		// Four times the length takes four times as long, or sixteen times when each position looks at all that follows.
		assert.ok(best(16_000) < 10 * Math.max(0.5, best(4000)));
	});

test("a change full of secrets gives a bounded number of findings", () => {
	const [file] = added("");
	assert.ok(file);
	const lines = Array.from({ length: 500 }, (_, index) => ({
		kind: "ADDED" as const,
		line: index + 1,
		text: `key = "AKIA${String(index).padStart(16, "0")}"`,
	}));
	assert.equal(scanForSecrets([{ ...file, hunks: [{ header: "@@", lines }] }]).length, 100);
});
