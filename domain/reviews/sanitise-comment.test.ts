import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { removeHidden } from "./invisible.ts";
import { learnerText } from "./learner-text.ts";
import { charactersIn, codeSpans, readMarkdown, spanOf } from "./markdown.ts";
import { sanitiseComment } from "./sanitise-comment.ts";

for (const [what, text, expected] of [
	["mentions nobody", "Ask @ada and @acme/team, not a@b.test", "Ask `@ada` and `@acme/team`, not a@b.test"],
	["gives no orders", "/approve this\n/close", "`/approve` this\n`/close`"],
	["approves nothing", "Fine.\n\nLGTM!\n\nBye.", "Fine.\n\n\n\nBye.".replace("\n\n\n\n", "\n\n\n")],
	["hides nothing", "a<!-- b -->c<!-<!-- x -->- d -->e", "ace"],
	["embeds no image", "see ![chart](https://x.test/c.png)", "see chart"],
	["links only to the web", "[a](javascript:alert(1)) [b](https://b.test)", "a [b](https://b.test)"],
	["keeps harmless tags without attributes", '<b onclick="x">hi</b><script>no</script>', "<b>hi</b>no"],
	["leaves code as it is", "`@Override` and\n```\n/root @x <div>\n```", "`@Override` and\n```\n/root @x <div>\n```"],
	[
		"knows a fence only where a line starts with it",
		"see ``` here\n/approve @team",
		"see ''' here\n`/approve` `@team`",
	],
	["knows what fence ends a block", "~~~\n```\n~~~\n@team", "~~~\n```\n~~~\n`@team`"],
	["knows an escaped backtick", "\\`@team\\`", "'`@team`'"],
	["sees a mention behind its spelling", "&#64;team and @&#97;da and \\@b", "`@team` and `@ada` and `@b`"],
	["mentions nobody in raw HTML", "<div>\n@team <img src=x>\n</div>", "<code>`@team`</code>"],
	[
		"mentions nobody in a table's broken code",
		"| a | b |\n|---|---|\n| `x | @team` |",
		"| a | b |\n|---|---|\n| 'x | `@team`' |",
	],
	["embeds no image whose words hold brackets", "![a[b]](https://x.test/1) ![a\\]](https://x.test/2)", "a[b] a]"],
	["embeds no image by reference", "![a][r] [b][r]\n\n[r]: https://x.test/1", "a b"],
	["closes what it opened", "```js\ncode", "```js\ncode\n```"],
	["keeps an address as it is", "https://x.test/@team/a and a@b.test", "https://x.test/@team/a and a@b.test"],
	["normalises line ends", "a\r\nb\rc", "a\nb\nc"],
] as const)
	test(`a posted comment ${what}`, () => {
		assert.equal(sanitiseComment(text), expected);
	});

test("a posted comment is never longer than the forge takes", () => {
	assert.ok(sanitiseComment("word ".repeat(20_000)).length <= 60_000);
	for (const limit of [-5, 0, 1, 2, 9]) assert.ok(sanitiseComment("`@a` [b", limit).length <= Math.max(0, limit));
});

test("no order, mention or image is left to read, whatever surrounds it, and cleaning again changes nothing", () => {
	const words =
		"` `` ``` ~~~ \\ @team /approve ![ [ ] ]( ) https://x.test < > <b> <pre> <!-- --> | - 1. * _ & # &#64; a";
	const part = fc.constantFrom(...words.split(" "), "\n", "\n\n", "\t", " ", "    ");
	fc.assert(
		fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
			const safe = sanitiseComment(parts.join(""));
			assert.equal(sanitiseComment(safe), safe);
			const nodes = readMarkdown(safe);
			const isCode = charactersIn(codeSpans(nodes), safe.length);
			const isLink = charactersIn(nodes.filter(({ type }) => type === "link").map(spanOf), safe.length);
			for (const { index, 0: line } of safe.matchAll(/^[ \t]*\/approve/gm)) assert.ok(isCode(index + line.length - 1));
			for (const node of nodes) {
				assert.notEqual(node.type, "image");
				if (node.type === "text" && !isLink(spanOf(node).start)) assert.doesNotMatch(node.value, /(?<!\w)@team/);
			}
		}),
		{ numRuns: 500 },
	);
});

for (const piece of ["[", "![", "](", "*a ", "<a", "`", "> ", "1. ", "<!-", "@a ", "=\n", "--\n"])
	test(`cleaning takes time in proportion to the length of ${JSON.stringify(piece)} repeated`, () => {
		const clean = (length: number) => {
			const start = performance.now();
			sanitiseComment(piece.repeat(length / piece.length));
			return performance.now() - start;
		};
		const best = (length: number) => Math.min(...[1, 2, 3].map(() => clean(length)));
		clean(2000);
		const [short, long] = [best(2000), best(8000)];
		assert.ok(long < 10 * Math.max(5, short), `${short} ms, then ${long} ms`);
	});

test("characters that nobody sees are removed, and emoji stay whole", () => {
	const tags = String.fromCodePoint(0xe0041, 0xe0042, 0xe01ef);
	assert.equal(removeHidden(`a${tags}b\u061cc\ufe0fd\u200de\u3164f`), "abcdef");
	assert.equal(removeHidden("👩‍💻 ℹ️ 1️⃣"), "👩‍💻 ℹ️ 1️⃣");
});

test("nothing hidden survives, however it is nested", () => {
	const part = fc.constantFrom("<!--", "-->", "<!", "--", ">", "a", "\u200b", "\u202e");
	fc.assert(
		fc.property(fc.array(part), (parts) => {
			assert.doesNotMatch(removeHidden(parts.join("")), /<!--|\u200b|\u202e/);
		}),
	);
});

test("a learner reads no grader's sentence, no file of ours and no tail of JSON", () => {
	assert.equal(
		learnerText('The handler is empty. This is ABSENT and BAD. See metadata.json.\\nPass it on. {"practiceSlug": 1'),
		"The handler is empty.\nPass it on.",
	);
});
