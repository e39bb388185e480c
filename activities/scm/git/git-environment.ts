export interface GitCredential {
	/** The forge's origin; the credential is sent nowhere else. */
	origin: string;
	token: string;
}

/** Settings that hold for every command: nothing of the repository or the machine is executed or asked. */
const HARDENING: readonly [key: string, value: string][] = [
	["core.hooksPath", "/dev/null"],
	["core.fsmonitor", "false"],
	["core.attributesFile", "/dev/null"],
	["core.symlinks", "false"],
	["core.quotePath", "false"],
	// Larger files are streamed and shown as binary: comparing them line by line takes many times their size.
	["core.bigFileThreshold", "32m"],
	["core.askPass", ""],
	["core.sshCommand", "false"],
	["credential.helper", ""],
	["protocol.allow", "never"],
	["protocol.https.allow", "always"],
	["protocol.http.allow", "always"],
	["protocol.file.allow", "always"],
	["http.followRedirects", "false"],
	["submodule.recurse", "false"],
	["fetch.recurseSubmodules", "false"],
	["gc.auto", "0"],
	["maintenance.auto", "false"],
	["safe.directory", "*"],
];

/** The environment of one command: no configuration of the system or a user, and the credential in no file. */
export function gitEnvironment(credential: GitCredential | undefined): NodeJS.ProcessEnv {
	const settings = [...HARDENING, ...authorization(credential)];
	return {
		PATH: process.env.PATH,
		LC_ALL: "C.UTF-8",
		HOME: "/nonexistent",
		GIT_CONFIG_NOSYSTEM: "1",
		GIT_CONFIG_SYSTEM: "/dev/null",
		GIT_CONFIG_GLOBAL: "/dev/null",
		GIT_ATTR_NOSYSTEM: "1",
		GIT_TERMINAL_PROMPT: "0",
		GIT_LFS_SKIP_SMUDGE: "1",
		GIT_CONFIG_COUNT: String(settings.length),
		...Object.fromEntries(
			settings.flatMap(([key, value], index) => [
				[`GIT_CONFIG_KEY_${index}`, key],
				[`GIT_CONFIG_VALUE_${index}`, value],
			]),
		),
	};
}

function authorization(credential: GitCredential | undefined): [string, string][] {
	if (credential === undefined) return [];
	return [[`http.${credential.origin}/.extraHeader`, `Authorization: Basic ${basic(credential)}`]];
}

function basic({ token }: GitCredential): string {
	return Buffer.from(`x-access-token:${token}`, "utf8").toString("base64");
}

/** Text that git printed, without the credential. */
export function redact(text: string, credential: GitCredential | undefined): string {
	if (credential === undefined) return text;
	return text.replaceAll(credential.token, "[redacted]").replaceAll(basic(credential), "[redacted]");
}
