import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { delimiter, join } from "node:path";
import type { Progress } from "./part.ts";
import { runProgram } from "./run-program.ts";

const SYSTEM_FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/sbin"];

/** Whether a program is on the PATH or in one of the folders that only root's PATH has. */
export function isInstalled(program: string): boolean {
	const folders = [...(process.env.PATH ?? "").split(delimiter), ...SYSTEM_FOLDERS];
	return folders.some((folder) => existsSync(join(folder, program)));
}

/** Whether this machine's Debian lets us install packages: apt-get is there and we are root. */
export function canInstallPackages(): boolean {
	return userInfo().uid === 0 && isInstalled("apt-get");
}

/** Installs Debian packages without asking. Throws ProgramFailed with apt's last words. */
export async function installPackages(packages: readonly string[], progress: Progress): Promise<void> {
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	progress(`installing ${packages[0]} (apt-get), once`);
	await runProgram("apt-get", ["update"], { env });
	await runProgram("apt-get", ["install", "-y", "--no-install-recommends", ...packages], {
		env,
		onLine: (line) => progress(`installing ${packages[0]}: ${line.slice(0, 60)}`),
	});
}
