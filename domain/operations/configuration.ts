import type { z } from "zod";
import { type Contradiction, findContradictions } from "./contradictions.ts";
import { variables } from "./variables.ts";

/** Everything an instance can be told through its environment; property names are the variables' names. */
export type Configuration = z.infer<typeof variables>;

export interface ConfigurationProblem {
	variable: string;
	/** What is wrong and what is expected instead; never the value, which may be a secret. */
	message: string;
	/** A command or an example that makes a right value. */
	remedy: string;
}

export class ConfigurationInvalid extends Error {
	override readonly name = "ConfigurationInvalid";
	readonly problems: readonly ConfigurationProblem[];

	constructor(problems: readonly ConfigurationProblem[]) {
		const lines = problems.map((problem) => `  ${problem.variable}: ${problem.message} ${problem.remedy}`);
		super(`The configuration has ${problems.length} problem(s); nothing was started.\n${lines.join("\n")}`);
		this.problems = problems;
	}
}

/** The refusal of a database role for which row-level security would not hold; `danger` says why. */
export function unsafeDatabaseRole(danger: string): ConfigurationInvalid {
	const message = `names a role that ${danger}, so it would see every workspace's rows.`;
	const remedy = "Use a login of its own, as docs/operators/running.md shows, and the owner in DATABASE_MIGRATOR_*.";
	return new ConfigurationInvalid([{ variable: "DATABASE_USERNAME", message, remedy }]);
}

/**
 * Parses an environment (`process.env`). An empty value counts as unset. Throws ConfigurationInvalid with every
 * problem at once.
 */
export function parseConfiguration(environment: Record<string, string | undefined>): Configuration {
	const set = Object.fromEntries(
		Object.entries(environment).filter(
			([name, value]) => name in variables.shape && value !== undefined && value !== "",
		),
	);
	const parsed = variables.safeParse(set);
	const problems = [
		...(parsed.error?.issues ?? []).map((issue) => toProblem(issue, set)),
		...(parsed.success ? findContradictions(parsed.data).map(withRemedy) : []),
	];
	if (problems.length > 0 || !parsed.success) throw new ConfigurationInvalid(problems);
	return parsed.data;
}

function toProblem(issue: z.core.$ZodIssue, set: Record<string, string | undefined>): ConfigurationProblem {
	const variable = String(issue.path[0]);
	const message = variable in set ? `is not valid: ${issue.message}.` : "is required but not set.";
	return { variable, message, remedy: remedyFor(variable) };
}

function remedyFor(variable: string): string {
	const schema = (variables.shape as Record<string, z.ZodType | undefined>)[variable];
	const make = schema?.meta()?.make;
	return typeof make === "string"
		? `Make one with: ${make}`
		: `Expected: ${schema?.meta()?.description ?? "see docs/operators/configuration.md"}.`;
}

function withRemedy({ variable, message }: Contradiction): ConfigurationProblem {
	return { variable, message, remedy: remedyFor(variable) };
}
