/** What a person asked for cannot be done; the message says why and what to do. Ends the command with `exitCode`. */
export class CommandFailed extends Error {
	override readonly name = "CommandFailed";
	readonly exitCode: number;

	constructor(message: string, exitCode = 1) {
		super(message);
		this.exitCode = exitCode;
	}
}

/** The command itself was wrong: exit code 2, as shells do. */
export function usageError(message: string): CommandFailed {
	return new CommandFailed(`${message}\nTry \`npm run hephaestus -- help\`.`, 2);
}
