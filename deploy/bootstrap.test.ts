import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

/** A checkout with a bootstrap, a program, and an npm that only writes down what it was asked. */
async function makeCheckout() {
	const root = await mkdtemp(join(tmpdir(), "hephaestus-bootstrap-"));
	await mkdir(join(root, "deploy"));
	await copyFile(new URL("bootstrap.mjs", import.meta.url), join(root, "deploy/bootstrap.mjs"));
	await writeFile(join(root, "package-lock.json"), "{}");
	const npm = join(root, "npm.js");
	await writeFile(
		npm,
		`const { mkdirSync, writeFileSync, symlinkSync } = require("node:fs");
		if (process.env.NPM_FAILS) process.exit(7);
		mkdirSync("node_modules/node/bin", { recursive: true });
		writeFileSync("node_modules/.package-lock.json", "{}");
		symlinkSync(${JSON.stringify(process.execPath)}, "node_modules/node/bin/node");
		console.log("npm", process.argv.slice(2).join(" "));`,
	);
	await writeFile(join(root, "package.json"), `{ "type": "commonjs" }`);
	return {
		root,
		async program(source: string) {
			await writeFile(join(root, "program.ts"), source);
		},
		async installed() {
			await mkdir(join(root, "node_modules/node/bin"), { recursive: true });
			await writeFile(join(root, "node_modules/.package-lock.json"), "{}");
			await symlink(process.execPath, join(root, "node_modules/node/bin/node"));
		},
		start(args: string[] = [], env: NodeJS.ProcessEnv = {}) {
			return spawn(process.execPath, [join(root, "deploy/bootstrap.mjs"), "program.ts", ...args], {
				env: { ...process.env, npm_execpath: npm, ...env },
			});
		},
		async run(args: string[] = [], env: NodeJS.ProcessEnv = {}) {
			const child = this.start(args, env);
			let output = "";
			child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
			child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
			const [code] = await once(child, "close");
			return { code, output };
		},
		async [Symbol.asyncDispose]() {
			await rm(root, { recursive: true });
		},
	};
}

test("a first start installs the packages, then runs the program with its arguments", async () => {
	await using checkout = await makeCheckout();
	await checkout.program(`const words: string[] = process.argv.slice(2); console.log("ran", words.join("+"));`);
	const { code, output } = await checkout.run(["a", "--b"]);
	assert.equal(code, 0);
	assert.match(output, /Installing packages \(first start/);
	assert.match(output, /npm ci /);
	assert.match(output, /ran a\+--b/);
});

test("nothing is installed again until package-lock.json changes", async () => {
	await using checkout = await makeCheckout();
	await checkout.program(`console.log("ran");`);
	await checkout.run();
	assert.doesNotMatch((await checkout.run()).output, /Installing/);
	await rm(join(checkout.root, "node_modules/node"), { recursive: true });
	await writeFile(join(checkout.root, "package-lock.json"), `{"changed":true}`);
	await utimes(join(checkout.root, "package-lock.json"), new Date(), new Date(Date.now() + 60_000));
	assert.match((await checkout.run()).output, /package-lock.json has changed/);
});

test("packages that a person installed with npm are taken as they are", async () => {
	await using checkout = await makeCheckout();
	await checkout.installed();
	await checkout.program(`console.log("ran");`);
	assert.equal((await checkout.run()).output, "ran\n");
});

test("an installation that fails is reported and nothing runs", async () => {
	await using checkout = await makeCheckout();
	await checkout.program(`console.log("ran");`);
	const { code, output } = await checkout.run([], { NPM_FAILS: "1" });
	assert.equal(code, 7);
	assert.match(output, /npm ci failed \(exit code 7\)/);
	assert.doesNotMatch(output, /ran/);
});

test("the program's exit code and its signals pass through", async () => {
	await using checkout = await makeCheckout();
	await checkout.installed();
	await checkout.program(
		`process.on("SIGTERM", () => process.exit(42)); setInterval(() => {}, 1000); console.log("up");`,
	);
	const child = checkout.start();
	await once(child.stdout, "data");
	child.kill("SIGTERM");
	assert.deepEqual(await once(child, "close"), [42, null]);
});
