import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { learnerText } from "./learner-text.ts";
import { removeHidden, sanitiseComment } from "./sanitise-comment.ts";

for (const [what, text, expected] of [
	["mentions nobody", "Ask @ada and @acme/team, not a@b.test", "Ask `@ada` and `@acme/team`, not a@b.test"],
	["gives no orders", "/approve this\n/close", "`/approve` this\n`/close`"],
	["approves nothing", "Fine.\n\nLGTM!\n\nBye.", "Fine.\n\n\n\nBye.".replace("\n\n\n\n", "\n\n\n")],
	["hides nothing", "a<!-- b -->c<!-<!-- x -->- d -->e", "ace"],
	["embeds no image", "see ![chart](https://x.test/c.png)", "see chart"],
	["links only to the web", "[a](javascript:alert(1)) [b](https://b.test)", "a) [b](https://b.test)"],
	["keeps harmless tags without attributes", '<b onclick="x">hi</b><script>no</script>', "<b>hi</b>no"],
	["leaves code as it is", "`@Override` and\n```\n/root @x <div>\n```", "`@Override` and\n```\n/root @x <div>\n```"],
	["normalises line ends", "a\r\nb\rc", "a\nb\nc"],
] as const)
	test(`a posted comment ${what}`, () => {
		assert.equal(sanitiseComment(text), expected);
	});

test("a posted comment is never longer than the forge takes", () => {
	assert.ok(sanitiseComment("word ".repeat(20_000)).length <= 60_000);
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
