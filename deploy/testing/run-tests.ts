import { run } from "node:test";
import { spec } from "node:test/reporters";
import { startTestBackends } from "./test-backends.ts";
import { findTestFiles } from "./test-files.ts";

const only = process.argv.slice(2);
const inCi = process.env.CI === "true";
const backends = await startTestBackends((line) => console.log(line));
Object.assign(process.env, backends.environment);

let failed = 0;
let skipped = 0;
try {
	const files = await findTestFiles(only);
	if (files.length === 0) throw new Error(`No test file matches ${only.join(" ")}.`);
	console.log(`\nRunning ${files.length} test files`);
	const tests = run({ files, concurrency: 2, timeout: 240_000, forceExit: true });
	tests.on("test:fail", () => failed++);
	tests.on("test:pass", (event) => {
		if (event.skip !== undefined || event.todo !== undefined) skipped++;
	});
	await new Promise<void>((resolve, reject) => {
		tests.compose(spec).on("end", resolve).on("error", reject).pipe(process.stdout);
	});
} finally {
	await backends.stop();
}
if (inCi && skipped > 0) console.log(`${skipped} skipped test(s): in CI that is a failure.`);
process.exit(failed > 0 || (inCi && skipped > 0) ? 1 : 0);
