import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const lastWords = 2000;

/** Runs one program of the assembly to its end; throws an Error with the last it wrote when it fails. */
export async function runStep(program: string, args: readonly string[]): Promise<void> {
	const env = { ...process.env, PATH: `${process.env.PATH ?? ""}:/usr/sbin:/sbin`, LC_ALL: "C" };
	await run(program, [...args], { env, maxBuffer: 64 * 1024 * 1024 }).catch((error: unknown) => {
		const output = typeof error === "object" && error !== null ? Object(error) : {};
		const words = `${output.stdout ?? ""}${output.stderr ?? ""}`.slice(-lastWords).trim();
		throw new Error(`${program} failed: ${words || String(error)}`, { cause: error });
	});
}
