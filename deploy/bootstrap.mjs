// Runs a TypeScript program of this repository: `node deploy/bootstrap.mjs deploy/launcher/start.ts [arguments]`.
// Plain JavaScript with built-ins only, since it starts on whatever Node.js is there, before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = 20;
const TYPESCRIPT_NODE = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const lockfile = join(root, "package-lock.json");
const stamp = join(modules, ".hephaestus-install");
const major = Number(process.versions.node.split(".")[0]);

if (major < OLDEST_NODE) {
	fail(
		`Hephaestus needs Node.js ${OLDEST_NODE} or newer; this is ${process.version}. Get one from https://nodejs.org.`,
	);
}
const [program, ...programArguments] = process.argv.slice(2);
if (program === undefined) fail("Usage: node deploy/bootstrap.mjs PROGRAM.ts [arguments]");
if (!packagesAreCurrent()) await installPackages();
process.exitCode = await run(nodeForTypeScript(), [join(root, program), ...programArguments], {
	stdio: "inherit",
	env: { NODE_COMPILE_CACHE: join(modules, ".cache", "node"), ...process.env },
});

/** Current when our own stamp names this lock file, or when npm installed after the lock file last changed. */
function packagesAreCurrent() {
	if (existsSync(stamp) && readFileSync(stamp, "utf8") === lockfileDigest()) return true;
	const installed = join(modules, ".package-lock.json");
	return existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs;
}

function lockfileDigest() {
	return createHash("sha256").update(readFileSync(lockfile)).digest("hex");
}

async function installPackages() {
	const startedAt = Date.now();
	const why = existsSync(modules) ? "package-lock.json has changed" : "first start";
	console.error(`Installing packages (${why}; one to five minutes) …`);
	// npm draws its own progress on a terminal; a log gets a line now and then instead.
	const heartbeat = setInterval(() => {
		if (!process.stderr.isTTY) console.error(`  … ${countPackages()} packages, ${seconds(startedAt)} s`);
	}, 15_000);
	const npm = process.env.npm_execpath;
	const [command, first] = npm?.endsWith("js") ? [process.execPath, [npm]] : ["npm", []];
	const code = await run(command, [...first, "ci", "--no-audit", "--no-fund", "--include=dev"], {
		stdio: "inherit",
		cwd: root,
		// An npm script's settings (a workspace, a dry run) are not meant for this installation.
		env: Object.fromEntries(
			Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command)/.test(name)),
		),
	});
	clearInterval(heartbeat);
	if (code !== 0) fail(`npm ci failed (exit code ${code}). Mend what it names above and start again.`, code);
	writeFileSync(stamp, lockfileDigest());
	console.error(`Packages installed in ${seconds(startedAt)} s.`);
}

function countPackages() {
	return existsSync(modules) ? readdirSync(modules).length : 0;
}

function seconds(since) {
	return Math.round((Date.now() - since) / 1000);
}

/** The pinned Node.js that npm installed, else this one if it runs TypeScript itself. */
function nodeForTypeScript() {
	const pinned = join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
	if (existsSync(pinned)) return pinned;
	if (major >= TYPESCRIPT_NODE) return process.execPath;
	return fail(
		`The pinned Node.js is missing (${pinned}): its install script did not run. ` +
			"Run `npm ci --ignore-scripts=false`, or start with Node.js 24 or newer.",
	);
}

/** Runs to the end with signals passed on; answers the exit code (128 + signal when one ended it). */
function run(command, args, options) {
	return new Promise((resolve) => {
		const child = spawn(command, args, options);
		const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
		const passOn = (signal) => child.kill(signal);
		for (const signal of signals) process.on(signal, passOn);
		child.on("error", (error) => fail(`${command} could not be run: ${error.message}`, 127));
		child.on("close", (code, signal) => {
			for (const name of signals) process.off(name, passOn);
			resolve(code ?? 128 + (constants.signals[signal] ?? 0));
		});
	});
}

function fail(message, code = 1) {
	console.error(message);
	process.exit(code);
}
