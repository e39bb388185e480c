import { parseArgs } from "node:util";
import { ProblemError } from "@hephaestus/api/operations/problem-error.ts";
import { resolveDataFolder } from "../launcher/settings.ts";
import { CommandFailed, usageError } from "./failure.ts";
import { cancelReviewCommand, listReviewsCommand, rerunReviewCommand, showReviewCommand } from "./reviews.ts";
import { type CliSession, openSession } from "./session.ts";
import { statusCommand } from "./status.ts";
import { listWorkspacesCommand, runSyncCommand } from "./workspaces.ts";

const HELP = `npm run hephaestus -- COMMAND

  status                          whether everything runs, part by part
  workspaces list                 every workspace
  sync run WORKSPACE              mirror a workspace again, now
  reviews list [--status STATUS]  the newest reviews
  reviews show ID                 one review, stage by stage
  reviews rerun ID                review the same pull request again; never posts twice
  reviews cancel ID               stop a review that waits or runs
  help                            this text

Options: --data FOLDER   the data folder of the instance (.data)

It works on the instance whose DATABASE_URL and other variables are set, else on the one that \`npm start\` runs here.
Exit codes: 0 done, 1 not possible, 2 wrong command, 78 wrong configuration.`;

interface Options {
	status: string | undefined;
}

type Command = (session: CliSession, argument: string | undefined, options: Options) => Promise<string>;

const COMMANDS: Record<string, Command> = {
	status: statusCommand,
	"workspaces list": listWorkspacesCommand,
	"sync run": runSyncCommand,
	"reviews list": async (session, _, { status }) => await listReviewsCommand(session, status),
	"reviews show": showReviewCommand,
	"reviews rerun": rerunReviewCommand,
	"reviews cancel": cancelReviewCommand,
};

try {
	console.log(await run(process.argv.slice(2)));
	process.exit(0);
} catch (error) {
	process.exit(explain(error));
}

async function run(args: string[]): Promise<string> {
	const { values, positionals } = readArguments(args);
	const [first = "help", second, third] = positionals;
	if (first === "help" || values.help) return HELP;
	const isOneWord = first in COMMANDS;
	const command = COMMANDS[isOneWord ? first : `${first} ${second}`];
	if (command === undefined) throw usageError(`There is no command \`${positionals.join(" ")}\`.`);
	const session = await openSession(process.env, resolveDataFolder(values.data, process.env));
	try {
		return await command(session, isOneWord ? second : third, { status: values.status });
	} finally {
		await session.close();
	}
}

function readArguments(args: string[]) {
	try {
		return parseArgs({
			args,
			allowPositionals: true,
			options: { data: { type: "string" }, status: { type: "string" }, help: { type: "boolean" } },
		});
	} catch (error) {
		throw usageError(error instanceof Error ? error.message : String(error));
	}
}

/** Says what stood in the way and answers the exit code. */
function explain(error: unknown): number {
	if (error instanceof CommandFailed) {
		console.error(error.message);
		return error.exitCode;
	}
	if (error instanceof ProblemError) {
		console.error(error.message);
		return 1;
	}
	const message = error instanceof Error ? error.message : String(error);
	console.error(`Not done: ${message}\n\`npm run hephaestus -- status\` tells whether everything runs.`);
	return 1;
}
