import { REPOSITORY } from "../launcher/repository.ts";
import { runProgram } from "../launcher/run-program.ts";
import { startTestBackends } from "./test-backends.ts";

/**
 * `npm run histories -- NAME`: records what each type of workflow does today in workflows/histories, under NAME (a
 * release, say). A history that a release may have written is never recorded over.
 */
const [name, ...others] = process.argv.slice(2);
if (name === undefined || others.length > 0 || !/^[\w.-]+$/.test(name)) {
	console.error("Usage: npm run histories -- NAME, such as the version that is about to be released");
	process.exit(2);
}

const recorders = [
	["activities/testing/record-mirror-histories.ts", name],
	["--test", "--test-force-exit", "activities/reviews/review-artifact.test.ts"],
	["--test", "--test-force-exit", "activities/reviews/review-interruptions.test.ts"],
	["--test", "--test-force-exit", "activities/reviews/deliver-feedback.test.ts"],
] as const;

const backends = await startTestBackends((line) => console.log(line), ["PostgreSQL", "Temporal"]);
const env = { ...process.env, ...backends.environment, HEPHAESTUS_SAVE_HISTORIES: name };
try {
	for (const recorder of recorders) {
		console.log(`… ${recorder.join(" ")}`);
		await runProgram(process.execPath, [...recorder], { env, cwd: REPOSITORY });
	}
	console.log(`Recorded in workflows/histories as ${name}; \`npm test -- replay\` replays them all.`);
} finally {
	await backends.stop();
}
