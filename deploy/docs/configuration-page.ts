import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { variables } from "@hephaestus/domain/operations/variables.ts";
import type { z } from "zod";

export const CONFIGURATION_PAGE = fileURLToPath(new URL("../../docs/operators/configuration.md", import.meta.url));

const introduction = `# Configuration

Every variable an instance reads, generated from \`domain/operations/variables.ts\` by \`npm run docs:configuration\`. All of them are read once, at start; every problem is reported at once, by name, and nothing starts half-configured. An empty value counts as not set.
`;

/** The reference page of all variables, as Markdown. */
export function configurationPage(): string {
	const rows = Object.entries(variables.shape).map(([name, schema]) => row(name, schema as z.ZodType));
	return `${introduction}\n| Variable | Default | Meaning |\n|---|---|---|\n${rows.join("\n")}\n`;
}

function row(name: string, schema: z.ZodType): string {
	const { description, make, secret } = (schema.meta() ?? {}) as {
		description?: string;
		make?: string;
		secret?: boolean;
	};
	const standard = schema.safeParse(undefined);
	const fallback = !standard.success
		? "**required**"
		: standard.data === undefined
			? "–"
			: `\`${String(standard.data)}\``;
	const notes = [
		description,
		make === undefined ? undefined : `Make one: \`${make.replaceAll("|", "\\|")}\``,
		secret ? "Secret." : undefined,
	];
	return `| \`${name}\` | ${fallback === "``" ? "empty" : fallback} | ${notes.filter(Boolean).join(". ").replace("..", ".")} |`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const before = await readFile(CONFIGURATION_PAGE, "utf8").catch(() => "");
	await writeFile(CONFIGURATION_PAGE, configurationPage());
	console.log(
		before === configurationPage()
			? "docs/operators/configuration.md was up to date"
			: "docs/operators/configuration.md is written",
	);
}
