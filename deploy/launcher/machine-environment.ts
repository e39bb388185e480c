/** What programs need to run on this machine: where things are, which language, which proxy and certificates. */
const MACHINE = [
	/^(PATH|HOME|USER|LOGNAME|SHELL|LANG|LANGUAGE|TZ|TMPDIR|TMP|TEMP|LD_LIBRARY_PATH|MALLOC_ARENA_MAX)$/,
	/^(LC_|XDG_|NODE_)/,
	/^SSL_CERT_(FILE|DIR)$/,
	/^(https?|all|no)_proxy$/i,
];

/** The variables of this process that any program may see: nothing that the operator told us in confidence. */
export function machineEnvironment(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(([name]) => MACHINE.some((pattern) => pattern.test(name))),
	);
}
