import assert from "node:assert/strict";
import { test } from "node:test";
import { rendered } from "./text.ts";

const html = (body: string) => String(rendered(body));

test("Markdown is shown as GitHub shows it, and hidden markers are not", () => {
	const page = html("<!-- ours -->**Bold** and `code`\n\n- one\n- two\n\n```ts\nconst a = 1 < 2;\n```");
	assert.match(page, /<strong>Bold<\/strong> and <code>code<\/code>/);
	assert.match(page, /<li>one<\/li>/);
	assert.match(page, /1 &lt; 2/);
	assert.doesNotMatch(page, /ours/);
	assert.match(html("<details><summary>More</summary>\n\ntext\n\n</details>"), /<details><summary>More<\/summary>/);
});

test("what a stranger writes runs nothing", () => {
	for (const body of [
		"<script>alert(1)</script>",
		"<img src=x onerror=alert(1)>",
		"<details onclick=alert(1)>",
		"[x](javascript:alert(1))",
		'![x](x" onerror="alert(1))',
		"text <b onmouseover=alert(1)>b</b>",
		"<scr<script>ipt>alert(1)",
	])
		assert.doesNotMatch(html(body), /<(?:script|img|b|details)\b|="javascript:/i, body);
});

test("a body without words is nothing", () => {
	for (const body of [null, "", "  ", "<!-- only a marker -->"]) assert.equal(rendered(body), null);
});
