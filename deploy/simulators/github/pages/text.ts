import { raw } from "hono/html";
import { Marked } from "marked";
import type { Html } from "./layout.ts";

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string) => text.replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? "");
// The few tags with which bodies fold text away; every other one is shown as it was written.
const FOLDING = /^<\/?(?:details|summary|sub|br)\s*\/?>$/i;
const SAFE_ADDRESS = /^(?:https?:|mailto:|[/#])/i;

const markdown = new Marked({
	gfm: true,
	breaks: true,
	renderer: {
		html: ({ text }) => text.replaceAll(/<[^>]*>|[^<]+|</g, (part) => (FOLDING.test(part) ? part : escapeHtml(part))),
		// A picture would be fetched from elsewhere; its words and its address do.
		image: ({ href, text }) => `${escapeHtml(text)} (${escapeHtml(href)})`,
	},
	walkTokens(token) {
		if (token.type === "link" && !SAFE_ADDRESS.test(token.href)) token.href = "#";
	},
});

/** A body as GitHub shows it: its Markdown rendered, hidden markers left out, foreign HTML shown as text. */
export function rendered(body: string | null): Html | null {
	const text = (body ?? "").replaceAll(/<!--[\s\S]*?-->/g, "").trim();
	return text === "" ? null : raw(markdown.parse(text, { async: false }));
}

/** A time as "24 Nov 2026, 22:18". */
export function when(stamp: string | number): string {
	const format = { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" } as const;
	return new Intl.DateTimeFormat("en-GB", format).format(new Date(stamp));
}
