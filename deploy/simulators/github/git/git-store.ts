import { execFile, spawn } from "node:child_process";
import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Push } from "../world/events.ts";
import { type FileDiff, parseDiff } from "./diff.ts";
import { type GitCommit, LOG_FORMAT, parseLog } from "./log.ts";

/** Git ignores the machine's own settings here, so that every machine makes the same commits. */
export const GIT_ENVIRONMENT = {
	PATH: process.env.PATH ?? "",
	GIT_CONFIG_NOSYSTEM: "1",
	GIT_CONFIG_GLOBAL: "/dev/null",
	GIT_TERMINAL_PROMPT: "0",
	LC_ALL: "C",
};

/** Reviewers fetch by commit and without blobs; nobody pushes to the refs of pull requests. */
const SETTINGS = `[uploadpack]
	allowFilter = true
	allowAnySHA1InWant = true
[receive]
	hideRefs = refs/pull
[gc]
	auto = 0
`;

const CACHED_DIFFS = 200;

/** Bare repositories in a folder, one per simulated repository, driven by the real git. */
export class GitStore {
	readonly root: string;
	readonly #diffs = new Map<string, Promise<FileDiff[]>>();

	constructor(root: string) {
		this.root = root;
	}

	/** The bare repository's folder, named by id so that it survives a rename. */
	folder(repositoryId: number): string {
		return join(this.root, `${repositoryId}.git`);
	}

	async create(repositoryId: number): Promise<void> {
		const folder = this.folder(repositoryId);
		await mkdir(this.root, { recursive: true });
		await run(["init", "--quiet", "--bare", "--template=", "--initial-branch=main", folder]);
		await appendFile(join(folder, "config"), SETTINGS);
	}

	/** Runs git in a repository and answers what it printed. @throws with git's own message */
	git(repositoryId: number, ...args: string[]): Promise<string> {
		return run(["-C", this.folder(repositoryId), ...args]);
	}

	/** The commit a name points to, undefined where there is none. */
	async resolve(repositoryId: number, name: string): Promise<string | undefined> {
		if (name.startsWith("-")) return undefined;
		try {
			return (await this.git(repositoryId, "rev-parse", "--verify", "--quiet", `${name}^{commit}`)).trim();
		} catch {
			return undefined;
		}
	}

	/** Branches and their commits. */
	async branches(repositoryId: number): Promise<Map<string, string>> {
		const text = await this.git(repositoryId, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads");
		const rows = text.split("\n").filter(Boolean);
		return new Map(rows.map((row) => [row.slice(0, row.indexOf(" ")), row.slice(row.indexOf(" ") + 1)]));
	}

	/** The change from the common ancestor of two commits to the second one: a pull request's diff. */
	diff(repositoryId: number, base: string, head: string): Promise<FileDiff[]> {
		const key = `${repositoryId} ${base} ${head}`;
		const cached = this.#diffs.get(key);
		if (cached) return cached;
		const args = ["diff", "--no-color", "--no-ext-diff", "--full-index", "-M", `${base}...${head}`];
		const diff = this.git(repositoryId, ...args).then(parseDiff);
		this.#diffs.set(key, diff);
		const [oldest] = this.#diffs.keys();
		if (this.#diffs.size > CACHED_DIFFS && oldest) this.#diffs.delete(oldest);
		return diff;
	}

	/** Commits that `head` has and `base` has not, oldest first; everything up to `head` without a base. */
	async commits(repositoryId: number, base: string | null, head: string, limit = 250): Promise<GitCommit[]> {
		const range = base ? [`${base}..${head}`] : [head];
		const args = ["log", `--max-count=${limit}`, `--format=${LOG_FORMAT}`, "--raw", "--numstat", "--no-renames"];
		return parseLog(await this.git(repositoryId, ...args, ...range)).reverse();
	}

	/** What a push changed, from the branch tips before and after it. */
	async describePush(repositoryId: number, ref: string, before: string, after: string): Promise<Push> {
		const none = "0".repeat(40);
		if (after === none) return { ref, before, after, forced: false, commits: [] };
		const main = await this.resolve(repositoryId, "refs/heads/main");
		const base = before === none ? (main === after ? null : (main ?? null)) : before;
		const commits = await this.commits(repositoryId, base, after, 20);
		const ancestor =
			before === none ? before : await this.git(repositoryId, "merge-base", before, after).catch(() => "");
		return {
			ref,
			before,
			after,
			forced: ancestor.trim() !== before,
			commits: commits.map((commit) => ({
				sha: commit.sha,
				treeSha: commit.tree,
				message: commit.message,
				timestamp: commit.author.date,
				author: commit.author,
				added: commit.files.filter((file) => file.status === "A").map((file) => file.path),
				removed: commit.files.filter((file) => file.status === "D").map((file) => file.path),
				modified: commit.files.filter((file) => file.status === "M").map((file) => file.path),
			})),
		};
	}
}

function run(args: string[]): Promise<string> {
	return new Promise((resolve, reject) => {
		execFile("git", args, { env: GIT_ENVIRONMENT, maxBuffer: 256 * 1024 * 1024 }, (error, stdout, stderr) => {
			if (error) reject(new Error(`git ${args.join(" ")}: ${stderr.trim() || error.message}`));
			else resolve(stdout);
		});
	});
}

/** Runs git with something to read and answers what it printed. @throws with git's own message */
export function feedGit(args: string[], input: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn("git", args, { env: GIT_ENVIRONMENT });
		let output = "";
		let complaint = "";
		child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
			output += chunk;
		});
		child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
			complaint += chunk;
		});
		child.on("error", reject);
		child.on("close", (code) => {
			if (code === 0) resolve(output);
			else reject(new Error(`git ${args.join(" ")} ended with ${code}: ${complaint.trim()}`));
		});
		// A git that ends before it has read everything tells why by its exit code.
		child.stdin.on("error", () => child.stdin.destroy());
		child.stdin.end(input);
	});
}
