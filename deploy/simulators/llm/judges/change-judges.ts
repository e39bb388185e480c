import { added, type Change, isSourceFile, isTestFile } from "../model/change.ts";
import type { Judge, Judgement } from "./judgement.ts";

/** New behaviour with or without a test. */
export const shippedTests: Judge = {
	slugs: ["ships-tests-with-the-change"],
	about: /\btests?\b/i,
	judge({ change }) {
		const sources = change.files.filter((file) => isSourceFile(file.path) && added(file).length >= 3);
		const tests = change.files.filter((file) => isTestFile(file.path) && added(file).length > 0);
		const [source] = sources;
		if (source === undefined) return [];
		const [test] = tests;
		const first = (test ?? source).lines.find((line) => line.kind === "ADDED" && line.text.trim() !== "");
		const cited =
			first === undefined ? [] : [{ path: (test ?? source).path, line: first.line, text: first.text.trim() }];
		if (test !== undefined) {
			return [
				{
					presence: "PRESENT",
					assessment: "GOOD",
					confidence: 0.85,
					title: "The change brings its own tests",
					reasoning: `${test.path} changes together with ${source.path}, so a reader can see what is expected of the new behaviour.`,
					guidance: "Keep it up; think next of the case that is least likely to work.",
					cited,
				},
			];
		}
		return [
			{
				presence: "ABSENT",
				assessment: "BAD",
				severity: "MINOR",
				confidence: 0.85,
				title: "New behaviour comes without a test",
				reasoning: `${sources.length} source file(s) gain behaviour, ${source.path} among them. I looked for test files in the whole diff (names with test or spec, test folders) and found none.`,
				guidance: "Pick the one behaviour that would hurt most if it broke, and write the smallest test that shows it.",
				cited,
				note: "Which behaviour here would hurt most if it broke? A small test for that one would be a good start.",
			},
		];
	},
};

/** Whether title and description carry what and why. */
export const description: Judge = {
	slugs: ["describe-what-and-why"],
	about: /\b(description|describe|motivation)\b/i,
	judge({ change }) {
		const body = change.body.replace(/<!--[\s\S]*?-->/g, "").trim();
		const quoted = body === "" ? "The description is empty" : `The description says "${body.slice(0, 120)}"`;
		const explains = /\b(because|so that|since|in order to|fixes|closes|resolves|why|needed|previously|before)\b/i.test(
			body,
		);
		if (body.length >= 80 && explains) {
			return [
				general(
					"PRESENT",
					"GOOD",
					0.8,
					"The description says what changes and why",
					`${quoted}, which gives a reviewer the reason before the code.`,
					"Carry on like this; name what you decided against when there was a choice.",
				),
			];
		}
		return [
			{
				...general(
					"ABSENT",
					"BAD",
					0.85,
					"The reason for the change is not written down",
					`${quoted}, the title "${change.title}". From these a colleague cannot tell why the change is wanted.`,
					"Add two sentences: what was wrong or missing before, and what is different now.",
				),
				severity: "MINOR",
			},
		];
	},
};

/** Whether one person can hold the change in mind. */
export const size: Judge = {
	slugs: ["scope-one-reviewable-change"],
	about: /\b(reviewable|one concern|cohesive|size)\b/i,
	judge({ change }) {
		const lines = change.files.reduce(
			(sum, file) => sum + file.lines.filter((line) => line.kind !== "CONTEXT").length,
			0,
		);
		const folders = new Set(change.files.map((file) => file.path.split("/")[0]));
		if (lines <= 400 && change.files.length <= 15) return [];
		return [
			{
				...general(
					"PRESENT",
					"BAD",
					0.75,
					"The change is more than one sitting can review",
					`${change.files.length} files in ${folders.size} top-level folder(s) change by ${lines} lines.`,
					"Find the part that stands on its own and offer it first.",
				),
				severity: "MINOR",
			},
		];
	},
};

/** Whether the hand-over has a trace and no sign of unfinished work. */
export const handoff: Judge = {
	slugs: ["ready-and-traceable-handoff"],
	about: /\b(traceable|work-in-progress|hand-?off)\b/i,
	judge({ change }) {
		const unfinished = /\b(wip|work in progress|do not merge)\b/i.exec(change.title);
		if (unfinished !== null && !change.isDraft) {
			return [
				{
					...general(
						"PRESENT",
						"BAD",
						0.85,
						"The title still says that work is going on",
						`The title "${change.title}" says ${unfinished[0]}, while the pull request asks for review.`,
						"Make it a draft until it is ready, or drop the mark from the title.",
					),
					severity: "MINOR",
				},
			];
		}
		const traced = /#\d+|issues\/\d+/.test(`${change.title}\n${change.body}`) || /\d+/.test(change.sourceBranch);
		if (traced || change.files.length === 0) return [];
		return [
			{
				...general(
					"ABSENT",
					"BAD",
					0.7,
					"Nothing leads from the change to its issue",
					`Neither title, description nor the branch "${change.sourceBranch}" names an issue.`,
					"Link the issue it belongs to, or write one line on why there is none.",
				),
				severity: "MINOR",
			},
		];
	},
};

/** Whether commit subjects say something. */
export const commitSubjects: Judge = {
	slugs: ["commit-subjects-explain-each-change"],
	about: /\bcommit (subject|message)s?\b/i,
	judge({ change }) {
		const own = change.commitSubjects.filter((subject) => !/^Merge\b/.test(subject));
		const vague = own.filter((subject) =>
			/^(wip|fix(es|ed)?|update[sd]?|changes?|stuff|misc|test|\.+)\W*$/i.test(subject.trim()),
		);
		if (own.length === 0 || vague.length === 0) return [];
		return [
			{
				...general(
					"PRESENT",
					"BAD",
					0.85,
					"Some commit subjects say nothing about the change",
					`Of ${own.length} commits, ${vague.length} have subjects such as "${vague[0]}".`,
					"Reword each subject so that it finishes the sentence: this commit will …",
				),
				severity: "MINOR",
			},
		];
	},
};

/** Files made by machines. */
export const generatedFiles: Judge = {
	slugs: ["excludes-generated-and-build-artifacts"],
	about: /\b(generated|artifact|vendored)s?\b/i,
	judge: ({ change }) =>
		change.files
			.filter(
				(file) =>
					!file.isDeleted &&
					/(^|\/)(dist|build|out|node_modules|target|__pycache__)\/|\.min\.js$|\.(class|pyc|log)$|\.DS_Store$/.test(
						file.path,
					),
			)
			.slice(0, 1)
			.map((file) => ({
				...general(
					"PRESENT",
					"BAD",
					0.85,
					"A file that a machine makes is part of the change",
					`${file.path} is made by a tool and will differ on every machine.`,
					"Take it out of the change and have the repository ignore it.",
				),
				severity: "MINOR" as const,
			})),
};

/** Manifests and lockfiles that move together. */
export const dependencies: Judge = {
	slugs: ["changes-dependencies-deliberately"],
	about: /\b(dependenc(y|ies)|lockfile|manifest)\b/i,
	judge({ change }) {
		const manifest = change.files.find(
			(file) => /(^|\/)package\.json$/.test(file.path) && /"[\w@/-]+"\s*:\s*"[\^~]?\d/.test(textOf(change, file.path)),
		);
		if (manifest === undefined) return [];
		if (change.files.some((file) => /package-lock\.json$|pnpm-lock\.yaml$|yarn\.lock$/.test(file.path))) return [];
		return [
			{
				...general(
					"ABSENT",
					"BAD",
					0.8,
					"The manifest changes without its lockfile",
					`${manifest.path} names versions anew; I looked for a lockfile in the diff and found none.`,
					"Install once and commit the lockfile together with the manifest.",
				),
				severity: "MINOR",
			},
		];
	},
};

function textOf(change: Change, path: string): string {
	const file = change.files.find((candidate) => candidate.path === path);
	return file === undefined
		? ""
		: added(file)
				.map((line) => line.text)
				.join("\n");
}

function general(
	presence: Judgement["presence"],
	assessment: Judgement["assessment"],
	confidence: number,
	title: string,
	reasoning: string,
	guidance: string,
): Judgement {
	return { presence, assessment, confidence, title, reasoning, guidance, cited: [] };
}
