import { glob, readFile } from "node:fs/promises";

type Package = "domain" | "db" | "workflows" | "activities" | "api" | "web" | "deploy";
type Reach = "value" | "type";

/** Who may import whom, and how: the table of the architecture (docs/contributors/architecture.md). */
const ALLOWED: Record<Package, Partial<Record<Package, Reach>>> = {
	domain: {},
	db: { domain: "value" },
	workflows: { domain: "value", activities: "type" },
	activities: { domain: "value", db: "value", workflows: "value" },
	api: { domain: "value", db: "value", workflows: "value" },
	web: { domain: "value", api: "type" },
	deploy: { domain: "value", db: "value", workflows: "value", activities: "value", api: "value", web: "value" },
};

/** Outside modules a package must not touch: the domain is pure, workflows are deterministic. */
const FORBIDDEN: Partial<Record<Package, RegExp>> = {
	domain: /^(?!(?:zod|mdast|mdast-util-from-markdown|mdast-util-gfm|micromark-extension-gfm|fast-check)$)[^.]/,
	workflows: /^(node:|pg$|kysely|hono|undici|dockerode|@octokit|@temporalio\/(client|worker|activity|testing))/,
	web: /^node:/,
};

/** Tests may use any package's testing doors; configuration files of tools run outside the product. */
const EXEMPT = /(\.test\.tsx?$|\/testing\/|\/tests\/|\.config\.ts$)/;

export interface Import {
	specifier: string;
	typeOnly: boolean;
}

const STATEMENT = /^(?:import|export)\s+(type\s+)?(?:([^;"']*?)\s+from\s+)?["']([^"']+)["']/gm;
const DYNAMIC = /\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** The modules a TypeScript source names; an import is type-only when the statement or each of its names says `type`. */
export function readImports(source: string): Import[] {
	const statements = [...source.matchAll(STATEMENT)].map(([, type, names, specifier = ""]) => ({
		specifier,
		typeOnly: type !== undefined || (names !== undefined && onlyTypes(names)),
	}));
	const dynamic = [...source.matchAll(DYNAMIC)].map(([, specifier = ""]) => ({ specifier, typeOnly: false }));
	return [...statements, ...dynamic];
}

function onlyTypes(names: string): boolean {
	const inside = names.match(/^\s*\{([\s\S]*)\}\s*$/)?.[1];
	if (inside === undefined) return false;
	const specifiers = inside.split(",").filter((name) => name.trim() !== "");
	return specifiers.length > 0 && specifiers.every((name) => name.trim().startsWith("type "));
}

/** What is wrong with one import of `file` (a path from the repository's root), or undefined. */
export function judge(file: string, { specifier, typeOnly }: Import): string | undefined {
	const from = packageOf(file);
	if (from === undefined) return undefined;
	const to = specifier.startsWith(".")
		? packageOf(resolve(file, specifier))
		: specifier.match(/^@hephaestus\/(\w+)/)?.[1];
	if (to !== undefined && isPackage(to) && to !== from) {
		const reach = ALLOWED[from][to];
		if (reach === undefined) return `${from} may not import ${to}`;
		if (reach === "type" && !typeOnly) return `${from} may import ${to} by type only`;
		return undefined;
	}
	if (to === undefined && !typeOnly && FORBIDDEN[from]?.test(specifier)) return `${from} may not import ${specifier}`;
	return undefined;
}

function resolve(file: string, specifier: string): string {
	return new URL(specifier, `file:///${file}`).pathname.slice(1);
}

function packageOf(path: string): Package | undefined {
	const first = path.split("/")[0] ?? "";
	return isPackage(first) ? first : undefined;
}

function isPackage(name: string): name is Package {
	return name in ALLOWED;
}

/** Every import in the working tree that goes against the table, as `file: reason`. */
export async function findMisdirectedImports(root: string): Promise<string[]> {
	const wrong: string[] = [];
	const pattern = `{${Object.keys(ALLOWED).join(",")}}/**/*.{ts,tsx}`;
	for await (const file of glob(pattern, {
		cwd: root,
		exclude: (name) => name === "node_modules" || name === "dist",
	})) {
		if (EXEMPT.test(file)) continue;
		const imports = readImports(await readFile(`${root}/${file}`, "utf8"));
		wrong.push(
			...imports.map((entry) => judge(file, entry)).flatMap((reason) => (reason ? [`${file}: ${reason}`] : [])),
		);
	}
	return wrong.sort();
}
