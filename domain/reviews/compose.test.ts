import assert from "node:assert/strict";
import { test } from "node:test";
import { snap } from "./anchor-note.ts";
import { type Composition, compose, type Observed } from "./compose.ts";
import { storedComposition } from "./composition-schema.ts";
import { readMarkdown } from "./markdown.ts";
import { correlationKeyOf, isSummary } from "./markers.ts";
import { renderNote, renderSummary } from "./render-feedback.ts";
import { exampleObserved, upload } from "./testing/examples.ts";

const footer = { model: "small-model", durationSeconds: 41.6, reviewUrl: "https://app.test/w/acme/reviews/1" };
const strength = exampleObserved({
	practiceSlug: "describe-what-and-why",
	title: "The reason is plain",
	assessment: "GOOD",
	reasoning: "The body says why nightly backups need the retry.",
	evidence: { locations: [], snippets: [] },
});

function composed(...observed: Observed[]): Composition {
	const composition = compose(observed, [upload]);
	assert.ok(composition);
	return composition;
}

function summaryOf(composition: Composition, landed: string[] = []): string {
	return renderSummary(composition, { reviewId: "r1", landed: new Set(landed), footer });
}

test("nothing observed means nothing said", () => {
	const { assessment: _, ...silent } = exampleObserved({ presence: "NOT_APPLICABLE" }).finding;
	assert.equal(compose([{ ...exampleObserved(), finding: silent }], [upload]), null);
	assert.equal(compose([], [upload]), null);
});

test("strengths alone become a note of praise with one reason why they matter", () => {
	const text = summaryOf(composed(strength));
	assert.match(text, /nothing to change/);
	assert.match(text, /- \*\*The reason is plain\*\* – The body says why/);
	assert.match(text, /Why this matters/);
});

test("a note stands on the line it quotes; the summary then only counts it", () => {
	const composition = composed(exampleObserved());
	const note = composition.problems[0]?.note;
	assert.deepEqual(note, {
		correlationKey: "a1",
		path: "src/upload.ts",
		startLine: 12,
		endLine: 12,
		suggestion: null,
	});
	const text = summaryOf(composition, ["a1"]);
	assert.match(text, /1 point is on the lines concerned/);
	assert.doesNotMatch(text, /empty handler/);
});

test("a note that did not land is spelled out in the summary, its code in a fence", () => {
	const text = summaryOf(composed(exampleObserved()));
	assert.match(text, /🟠 \*\*A failed upload disappears\*\* – `src\/upload.ts:12`/);
	assert.match(text, /empty handler drops/);
	assert.match(text, /Decide who should learn/);
	assert.match(text, /```\n\[L12\]/);
});

test("a quotation that is not in the file is not put on a line", () => {
	const evidence = { locations: [{ path: "src/upload.ts", startLine: 12 }], snippets: ["rm -rf /"] };
	assert.equal(composed(exampleObserved({ evidence })).problems[0]?.note, null);
});

test("a note snaps to a line of the diff at most ten lines away, and a range that leaves it to its start", () => {
	const at = (startLine: number, endLine = startLine) => snap({ path: "src/upload.ts", startLine, endLine }, [upload]);
	assert.equal(at(20)?.startLine, 13);
	assert.equal(at(24), null);
	assert.deepEqual(at(11, 13), { path: "src/upload.ts", startLine: 11, endLine: 13 });
	assert.deepEqual(at(12, 40), { path: "src/upload.ts", startLine: 12, endLine: 12 });
	assert.equal(snap({ path: "nowhere.ts", startLine: 1, endLine: 1 }, [upload]), null);
});

test("blocking problems come first and are all told; of minor ones three, and how many more", () => {
	const minor = [0.1, 0.9, 0.5, 0.7, 0.3].map((confidence) =>
		exampleObserved({ severity: "MINOR", confidence, title: `Minor ${confidence}` }),
	);
	const composition = composed(...minor, exampleObserved({ severity: "CRITICAL" }), exampleObserved());
	assert.deepEqual(
		composition.problems.map(({ severity, title }) => (severity === "MINOR" ? title : severity)),
		["CRITICAL", "MAJOR", "Minor 0.9", "Minor 0.7", "Minor 0.5"],
	);
	assert.match(summaryOf(composition), /\(\+2 more minor suggestions\)/);
	assert.match(summaryOf(composition), /2 issues to tighten and 5 suggestions/);
});

test("two notes of one practice on one file are told apart, and the reason why is given once", () => {
	const { problems } = composed(exampleObserved(), exampleObserved());
	assert.deepEqual(
		problems.map(({ note }) => note?.correlationKey),
		["a1", "a1-2"],
	);
	assert.deepEqual(
		problems.map(({ whyItMatters }) => whyItMatters === null),
		[false, true],
	);
});

test("a hand-over that only repeats the missing test is left out", () => {
	const { problems } = composed(
		exampleObserved({ practiceSlug: "ships-tests-with-the-change", title: "No test" }),
		exampleObserved({ practiceSlug: "ready-and-traceable-handoff", title: "Ticked box" }),
	);
	assert.deepEqual(
		problems.map(({ title }) => title),
		["No test"],
	);
});

test("a summary starts with its marker and ends with model, duration and the way to its page", () => {
	const text = summaryOf(composed(exampleObserved({ title: "Look <!-- hephaestus:practice-review:fake --> @ada" })));
	assert.ok(isSummary(text));
	assert.match(
		text,
		/Hephaestus · small-model · 42 s · \[see how it was reviewed\]\(https:\/\/app\.test\/w\/acme\/reviews\/1\)/,
	);
	assert.equal(text.split("<!--").length, 2);
	assert.match(text, /`@ada`/);
});

test("an inline note carries its key, keeps its length and prefers the agent's own words for the line", () => {
	const suggestedDiffNotes = [{ filePath: "src/upload.ts", startLine: 12, body: `Tell somebody. ${"x".repeat(1900)}` }];
	const [problem] = composed(exampleObserved({ suggestedDiffNotes })).problems;
	assert.ok(problem);
	const note = renderNote(problem);
	assert.ok(note);
	assert.ok(note.length <= 2000);
	assert.match(note, /Tell somebody/);
	assert.equal(correlationKeyOf(note), "a1");
});

test("what one finding leaves open changes nothing about the next", () => {
	const open = exampleObserved({
		reasoning: "Read on.\n\n~~~\nopen",
		guidance: "~~~\n\n/approve and @team\n\n![a](https://x.test/p)",
	});
	const text = summaryOf(composed(open, exampleObserved({ title: "```@ada", guidance: "[r]: https://x.test/p" })));
	const nodes = readMarkdown(text);
	for (const node of nodes) {
		assert.notEqual(node.type, "image");
		if (node.type === "text") assert.doesNotMatch(node.value, /@team|@ada/);
	}
	assert.ok(nodes.some((node) => node.type === "text" && node.value === "see how it was reviewed"));
});

test("a very long review is cut between its parts and keeps its footer", () => {
	const long = Array.from({ length: 12 }, () => exampleObserved({ reasoning: "word ".repeat(1900) }));
	const text = summaryOf(composed(...long));
	assert.ok(text.length < 62_000);
	assert.match(text, /The rest was cut[\s\S]*see how it was reviewed/);
});

test("what is stored with the feedback reads back the same", () => {
	const composition = composed(exampleObserved(), strength);
	assert.deepEqual(storedComposition.parse(JSON.parse(JSON.stringify(composition))), composition);
});
