import { createScreen } from "../launcher/screen.ts";
import { SmokeFailed, type SmokeResult, step } from "./step.ts";
import { startTemporaryInstance, type TemporaryInstance } from "./temporary-instance.ts";
import { walk } from "./walk.ts";

const report = ({ name, milliseconds }: SmokeResult) => console.log(`✔ ${name} (${milliseconds} ms)`);

/** `npm run smoke`: the main job over HTTP on an instance of its own; exits 1 with the failed step named. */
let running: TemporaryInstance | undefined;
try {
	running = await step("start an instance", report, () => startTemporaryInstance(createScreen(process.stdout)));
	await walk(running.target, report);
	console.log("Smoke: every step passed.");
} catch (error) {
	process.exitCode = 1;
	console.error(error instanceof SmokeFailed ? `✖ ${error.message}` : error);
} finally {
	await running?.stop();
}
process.exit();
