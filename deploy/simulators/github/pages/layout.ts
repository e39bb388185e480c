import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

const STYLE = `
:root { color-scheme: light dark; --line: #d1d9e0; --soft: #f6f8fa; --text: #1f2328; --dim: #59636e; --page: #fff;
  --accent: #0969da; --good: #1a7f37; --merged: #8250df; --bad: #cf222e; --add: #dafbe1; --del: #ffebe9; }
@media (prefers-color-scheme: dark) { :root { --line: #3d444d; --soft: #151b23; --text: #f0f6fc; --dim: #9198a1;
  --page: #0d1117; --accent: #4493f8; --good: #3fb950; --merged: #ab7df8; --bad: #f85149; --add: #12261e; --del: #25171c; } }
* { box-sizing: border-box }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header.top { border-bottom: 1px solid var(--line); background: var(--soft); padding: 12px 24px; display: flex; gap: 16px; align-items: baseline; }
header.top a { color: inherit; font-weight: 600; } header.top small { color: var(--dim) }
main { max-width: 980px; margin: 0 auto; padding: 24px; }
a { color: var(--accent); text-decoration: none } a:hover { text-decoration: underline }
h1 { font-size: 24px; margin: 0 0 4px } h2 { font-size: 17px; margin: 28px 0 8px } p { margin: 6px 0 }
.dim { color: var(--dim) } .card { border: 1px solid var(--line); border-radius: 8px; margin: 12px 0; overflow: hidden; }
.card > .row, .card > header { padding: 10px 14px; border-top: 1px solid var(--line); } .card > :first-child { border-top: 0 }
.card > header.row { align-items: center } .card > header { background: var(--soft); font-size: 14px } .body { padding: 12px 14px; overflow-wrap: anywhere; }
.text > :first-child { margin-top: 0 } .text > :last-child { margin-bottom: 0 }
.text pre { background: var(--soft); border-radius: 6px; padding: 10px 12px; overflow-x: auto; } .text code { font: 13px ui-monospace, monospace; }
.text :not(pre) > code { background: var(--soft); border-radius: 4px; padding: 1px 4px; }
.text blockquote { margin: 8px 0; padding-left: 12px; border-left: 3px solid var(--line); color: var(--dim); }
.text h1, .text h2, .text h3, .text h4 { font-size: 16px; margin: 14px 0 6px; }
.text table { border-collapse: collapse; } .text th, .text td { border: 1px solid var(--line); padding: 4px 10px; }
.row { display: flex; gap: 12px; align-items: baseline; } .row .grow { flex: 1; min-width: 0; }
.tag { border-radius: 999px; padding: 1px 9px; font-size: 12px; font-weight: 600; color: #fff; background: var(--dim); white-space: nowrap }
.open { background: var(--good) } .merged { background: var(--merged) } .closed, .failed { background: var(--bad) } .ok { background: var(--good) }
table.diff { width: 100%; border-collapse: collapse; font: 12px/1.5 ui-monospace, monospace; table-layout: fixed; }
table.diff td { padding: 0 8px; vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere; }
table.diff td.n { width: 44px; text-align: right; color: var(--dim); user-select: none; }
tr.add { background: var(--add) } tr.del { background: var(--del) } tr.hunk { background: var(--soft); color: var(--dim) }
table.diff tr.notes td { white-space: normal; padding: 8px 12px; background: var(--soft); font: 14px/1.5 system-ui, sans-serif; }
.note { border: 1px solid var(--line); border-radius: 8px; background: var(--page); padding: 8px 12px; margin: 6px 0; }
button, .button { font: inherit; font-weight: 600; border: 1px solid var(--line); border-radius: 6px; padding: 7px 14px; background: var(--soft);
  color: var(--text); cursor: pointer; } button.primary { background: var(--good); color: #fff; border-color: transparent }
button:focus-visible, a:focus-visible, label:focus-within { outline: 2px solid var(--accent); outline-offset: 2px }
select { max-width: 360px; font: inherit; padding: 6px; border-radius: 6px; border: 1px solid var(--line); background: var(--page); color: var(--text) }
form.inline { display: flex; gap: 8px; flex-wrap: wrap; align-items: center }
.people label { display: flex; gap: 12px; align-items: center; padding: 10px 14px; border-top: 1px solid var(--line); cursor: pointer }
.people label:first-child { border-top: 0 } .people label:has(input:checked) { background: var(--soft) }
img.face { width: 32px; height: 32px; border-radius: 50%; flex: none }
.narrow { max-width: 460px }
@media (max-width: 600px) { main { padding: 16px } .row { flex-wrap: wrap } }
`;

/** A page of the simulated GitHub. */
export function layout(title: string, content: Html | Html[], narrow = false): Html {
	return html`<!doctype html>
<html lang="en">
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<title>${title} · Simulated GitHub</title>
		<style>
			${raw(STYLE)}
		</style>
	</head>
	<body>
		<header class="top"><a href="/">Simulated GitHub</a><small>a stand-in for a GitHub Enterprise Server; nothing here leaves this machine</small></header>
		<main class="${narrow ? "narrow" : ""}">${content}</main>
	</body>
</html>`;
}

/** A person's picture: initials on a colour that follows from the id. */
export function avatarSvg(id: number, initials: string): string {
	const hue = (id * 137) % 360;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80" viewBox="0 0 80 80"><rect width="80" height="80" fill="hsl(${hue} 45% 42%)"/><text x="40" y="41" fill="#fff" font-family="system-ui,sans-serif" font-size="32" font-weight="600" text-anchor="middle" dominant-baseline="central">${initials}</text></svg>`;
}
