// A checkout is a stranger's: its configuration, hooks, attributes and submodules must not run anything.
const settings: readonly (readonly [string, string])[] = [
	["safe.directory", "*"],
	["core.hooksPath", "/nonexistent"],
	["core.fsmonitor", "false"],
	["core.sshCommand", "false"],
	["core.askPass", ""],
	["core.editor", "false"],
	["core.pager", "cat"],
	["credential.helper", ""],
	["diff.external", ""],
	["protocol.ext.allow", "never"],
	["protocol.file.allow", "never"],
];

/** Environment that makes git inert towards what a repository asks it to run (behaviour specification, section 16). */
export const gitHardening: Readonly<Record<string, string>> = {
	GIT_TERMINAL_PROMPT: "0",
	GIT_ATTR_NOSYSTEM: "1",
	GIT_CONFIG_NOSYSTEM: "1",
	GIT_CONFIG_GLOBAL: "/dev/null",
	GIT_OPTIONAL_LOCKS: "0",
	GIT_PAGER: "cat",
	GIT_CONFIG_COUNT: String(settings.length),
	...Object.fromEntries(
		settings.flatMap(([key, value], index) => [
			[`GIT_CONFIG_KEY_${index}`, key],
			[`GIT_CONFIG_VALUE_${index}`, value],
		]),
	),
};
