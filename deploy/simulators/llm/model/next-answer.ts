import { z } from "zod";
import { judge } from "../judges/judge.ts";
import type { ModelAnswer, ToolCall } from "./answer.ts";
import { readChange } from "./change.ts";
import type { Conversation } from "./conversation.ts";
import { type FileRead, filesRead } from "./files-read.ts";

const indexPath = "inputs/practices/index.json";
const contextFolder = "inputs/context";
const evidence = ["metadata.json", "diff.patch", "project_inventory.json", "comments.json", "review_threads.json"];
const practiceFile = /inputs\/practices\/([a-z0-9][a-z0-9-]*)\.md/g;
const mostCallsAtOnce = 8;

/**
 * The scripted model's next step. It knows nothing but the conversation: it reads what it is told lies there, with the
 * tools it is offered, and judges by what it read. The same conversation always gets the same answer.
 */
export function nextAnswer(conversation: Conversation): ModelAnswer {
	if (!conversation.tools.has("read") || !conversation.tools.has("report_finding")) {
		return { kind: "TEXT", text: "I can only review with the tools read and report_finding, which I was not offered." };
	}
	const files = filesRead(conversation);
	const unread = toRead(conversation, files);
	if (unread.length > 0) return { kind: "TOOLS", text: "", calls: unread };
	const asked = practicesAsked(conversation);
	if (asked.length === 0) return { kind: "TEXT", text: summary(files) };
	return judgePractices(conversation, files, asked);
}

/** Calls that read what the next judgement needs and the conversation does not hold yet. */
function toRead(conversation: Conversation, files: ReadonlyMap<string, FileRead>): ToolCall[] {
	const listing = files.get(contextFolder);
	if (listing === undefined) return [read(indexPath), read(contextFolder)];
	const present = evidence.filter((name) => listing.text.split("\n").includes(name));
	const wanted = [
		...present.map((name) => `${contextFolder}/${name}`),
		...practicesAsked(conversation).map((slug) => `inputs/practices/${slug}.md`),
	];
	const fresh = wanted.filter((path) => !files.has(path)).map((path) => read(path));
	const unfinished = wanted.flatMap((path) => {
		const offset = files.get(path)?.nextOffset;
		return offset == null ? [] : [read(path, offset)];
	});
	return [...fresh, ...unfinished].slice(0, mostCallsAtOnce);
}

function read(path: string, offset?: number): ToolCall {
	return { name: "read", arguments: offset === undefined ? { path } : { path, offset } };
}

/** Practices of the latest message that names any: a message that only urges does not change the subject. */
function practicesAsked(conversation: Conversation): string[] {
	const message = conversation.asked.findLast(({ text }) => text.match(practiceFile) !== null);
	return [...new Set([...(message?.text ?? "").matchAll(practiceFile)].map((match) => match[1] ?? ""))];
}

function judgePractices(
	conversation: Conversation,
	files: ReadonlyMap<string, FileRead>,
	asked: readonly string[],
): ModelAnswer {
	const open = asked.filter((slug) => !wasReported(conversation, slug));
	if (open.length === 0) return { kind: "TEXT", text: "Every practice of this area has a finding." };
	const change = readChange(
		files.get(`${contextFolder}/diff.patch`)?.text ?? "",
		files.get(`${contextFolder}/metadata.json`)?.text ?? "{}",
	);
	const names = practiceNames(files.get(indexPath)?.text ?? "[]");
	const calls = open.slice(0, mostCallsAtOnce).flatMap((slug) => {
		const criteria = files.get(`inputs/practices/${slug}.md`)?.text ?? "";
		const findings = judge({ slug, name: names.get(slug) ?? slug, criteria, change });
		return findings.map((finding) => ({ name: "report_finding", arguments: { finding } }));
	});
	return { kind: "TOOLS", text: "", calls };
}

function wasReported(conversation: Conversation, slug: string): boolean {
	const shape = z.object({ finding: z.object({ practiceSlug: z.literal(slug) }) });
	return conversation.uses.some((use) => use.name === "report_finding" && shape.safeParse(use.arguments).success);
}

function practiceNames(index: string): Map<string, string> {
	const entries = z.array(z.object({ slug: z.string(), name: z.string() })).safeParse(parseJson(index));
	return new Map((entries.data ?? []).map(({ slug, name }) => [slug, name]));
}

function summary(files: ReadonlyMap<string, FileRead>): string {
	const change = readChange(files.get(`${contextFolder}/diff.patch`)?.text ?? "", "{}");
	const names = change.files.slice(0, 5).map((file) => file.path);
	return names.length === 0
		? "There is no diff to read."
		: `The change touches ${change.files.length} file(s): ${names.join(", ")}.`;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
