import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { TestWorkflowEnvironment } from "@temporalio/testing";

/** Lets the SDK download its dev server into `folder` and answers the program's path. Throws when it cannot. */
export async function downloadTemporal(folder: string): Promise<string> {
	const known = await programIn(folder);
	if (known !== undefined) return known;
	// The SDK downloads only on the way to starting one; that one is ended at once.
	const environment = await TestWorkflowEnvironment.createLocal({
		server: { executable: { type: "cached-download", downloadDir: folder }, log: { format: "pretty", level: "error" } },
	});
	await environment.teardown();
	const program = await programIn(folder);
	if (program === undefined) throw new Error(`the SDK left no program in ${folder}`);
	return program;
}

async function programIn(folder: string): Promise<string | undefined> {
	const name = (await readdir(folder)).find((entry) => /^temporal-cli[^.]*(\.\d+)*(\.exe)?$/.test(entry));
	return name && join(folder, name);
}
