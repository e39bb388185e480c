import { createScreen } from "../launcher/screen.ts";
import { SmokeFailed } from "./step.ts";
import { startTemporaryInstance } from "./temporary-instance.ts";
import { walk } from "./walk.ts";

/** `npm run smoke`: the main job over HTTP on an instance of its own; exits 1 with the failed step named. */
const { target, stop } = await startTemporaryInstance(createScreen(process.stdout));
try {
	await walk(target, ({ name, milliseconds }) => console.log(`✔ ${name} (${milliseconds} ms)`));
	console.log("Smoke: every step passed.");
} catch (error) {
	process.exitCode = 1;
	console.error(error instanceof SmokeFailed ? `✖ ${error.message}` : error);
} finally {
	await stop();
}
process.exit();
