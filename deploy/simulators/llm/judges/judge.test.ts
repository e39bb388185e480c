import assert from "node:assert/strict";
import { test } from "node:test";
import { finding } from "@hephaestus/domain/reviews/findings.ts";
import { readChange } from "../model/change.ts";
import { judge } from "./judge.ts";

function judged(slug: string, lines: readonly string[], path = "src/a.ts", criteria = "A practice.") {
	const diff = [`diff --git a/${path} b/${path}`, ...lines.map((text, at) => `[L${at + 10}] +${text}`)].join("\n");
	const change = readChange(diff, JSON.stringify({ title: "Change", body: "" }));
	const findings = judge({ slug, name: slug, criteria, change });
	for (const one of findings) finding.parse(one);
	return findings;
}

const verdicts: readonly [slug: string, bad: string[], fine: string[]][] = [
	["handles-errors-instead-of-swallowing-them", ["try { go(); } catch {}"], ["try { go(); } catch (e) { throw e; }"]],
	[
		"handles-errors-instead-of-swallowing-them",
		["} catch (e) {", "\t// later", "}"],
		["} catch (e) {", "\tlog(e);", "}"],
	],
	["leaves-the-code-clean-with-intent-revealing-comments", ['console.log("here");'], ["const total = sum(orders);"]],
	[
		"avoids-insecure-defaults-and-over-broad-permissions",
		["rejectUnauthorized: false,"],
		["rejectUnauthorized: true,"],
	],
	[
		"avoids-insecure-defaults-and-over-broad-permissions",
		['const apiKey = "abcd1234efgh";'],
		["const apiKey = env.API_KEY;"],
	],
	[
		"validates-and-escapes-untrusted-input",
		["db.query('select * from t where id = ' + id);"],
		["db.query(text, [id]);"],
	],
	["avoids-unsafe-panics-and-chosen-crashes", ["process.exit(1);"], ["return failure;"]],
];

test("judges by what stands on the added lines", () => {
	for (const [slug, bad, fine] of verdicts) {
		const [first] = judged(slug, bad);
		assert.equal(first?.assessment, "BAD", `${slug}: ${bad.join(" ")}`);
		assert.equal(first?.evidence.locations[0]?.startLine, 10);
		assert.equal(first?.evidence.snippets[0], bad[0]?.trim());
		assert.equal(judged(slug, fine)[0]?.presence, "NOT_APPLICABLE", `${slug}: ${fine.join(" ")}`);
	}
});

test("gives a practice it does not know to the judge its criteria speak of", () => {
	const line = ["try { go(); } catch {}"];
	assert.equal(judged("our-own-rule", line, "src/a.ts", "No exception may vanish.")[0]?.assessment, "BAD");
	assert.equal(judged("our-own-rule", line, "src/a.ts", "Names are in English.")[0]?.presence, "NOT_APPLICABLE");
});

test("praises shipped tests, except where only defects count", () => {
	const test = ["it('loads', () => {", "  load();", "});"];
	const source = "diff --git a/src/a.ts b/src/a.ts\n[L1] +a\n[L2] +b\n[L3] +c\n";
	const diff = `${source}diff --git a/src/a.test.ts b/src/a.test.ts\n${test.map((text, at) => `[L${at + 1}] +${text}`).join("\n")}`;
	const input = { slug: "ships-tests-with-the-change", name: "Tests", change: readChange(diff, "{}") };
	assert.equal(judge({ ...input, criteria: "Tests." })[0]?.assessment, "GOOD");
	assert.equal(judge({ ...input, criteria: "DEFECT-DETECTOR DISCIPLINE" })[0]?.presence, "NOT_APPLICABLE");
	const without = judge({ ...input, criteria: "Tests.", change: readChange(source, "{}") });
	assert.equal(without[0]?.assessment, "BAD");
});
