import { html } from "hono/html";
import type { Runtime } from "../api-server.ts";
import type { FileDiff } from "../git/diff.ts";
import type { Issue, PullRequest, ReviewComment, ReviewThread } from "../world/model.ts";
import { isPullRequest } from "../world/world.ts";
import { stateTag } from "./home.ts";
import type { Html } from "./layout.ts";
import { rendered, when } from "./text.ts";

/** An issue or a pull request with all that was said, and a pull request's diff with the notes at their lines. */
export function conversationPage(runtime: Runtime, item: Issue | PullRequest, diff: FileDiff[]): Html {
	const { world } = runtime;
	const author = world.users.get(item.authorId);
	const pull = isPullRequest(item) ? item : null;
	return html`<p><a href="/">${world.fullName(world.repositories.get(item.repositoryId))}</a></p>
		<h1>${item.title} <span class="dim">#${item.number}</span></h1>
		<p class="row">
			${stateTag(item)}
			<span class="dim">${author.name ?? author.login}${pull ? html` wants to merge <code>${pull.headRef}</code> into <code>${pull.baseRef}</code> (${pull.headSha.slice(0, 7)})` : ""}</span>
		</p>
		${said(runtime, item.authorId, item.createdAt, rendered(item.body) ? item.body : "_No description._", "")} ${timeline(runtime, item)}
		${pull ? html`<h2>Changes</h2>` : ""} ${diff.map((file) => fileCard(runtime, item.id, file))}
		${pull ? lostThreads(runtime, pull, diff) : ""}`;
}

function timeline(runtime: Runtime, item: Issue | PullRequest): Html[] {
	const { world } = runtime;
	const comments = world.commentsOn(item).map((row) => ({
		at: row.createdAt,
		page: said(runtime, row.authorId, row.createdAt, row.body, hiddenAs(row.minimizedReason)),
	}));
	const reviews = (isPullRequest(item) ? world.reviewsOf(item.id) : [])
		.filter((row) => row.state !== "PENDING" && (row.body !== "" || row.state !== "COMMENTED"))
		.map((row) => {
			const verdict = row.state.toLowerCase().replace("_", " ");
			return { at: row.createdAt, page: said(runtime, row.authorId, row.createdAt, row.body, verdict) };
		});
	return [...comments, ...reviews].toSorted((a, b) => a.at.localeCompare(b.at)).map((entry) => entry.page);
}

const hiddenAs = (reason: string | null) => (reason ? `hidden as ${reason.toLowerCase()}` : "");

function said({ world }: Runtime, authorId: number, at: string, body: string | null, note: string): Html {
	const author = world.users.get(authorId);
	const text = rendered(body);
	return html`<div class="card">
		<header class="row">
			<img class="face" src="/avatars/u/${author.id}" alt="" />
			<span class="grow"><strong>${author.login}</strong> <span class="dim">${when(at)}</span></span>
			${note ? html`<span class="tag">${note}</span>` : ""}
		</header>
		${text === null ? "" : html`<div class="body text">${text}</div>`}
	</div>`;
}

function fileCard(runtime: Runtime, pullRequestId: number, file: FileDiff): Html {
	const threads = runtime.world.threadsOf(pullRequestId).filter((thread) => thread.path === file.path);
	return html`<div class="card">
		<header><strong>${file.path}</strong> <span class="dim">+${file.additions} −${file.deletions}</span></header>
		<table class="diff">
			${file.hunks.map(
				(hunk) => html`<tr class="hunk"><td class="n"></td><td class="n"></td><td>${hunk.header}</td></tr>
				${hunk.lines.map(
					(
						line,
					) => html`<tr class="${line.left === null ? "add" : line.right === null ? "del" : ""}"><td class="n">${line.left}</td><td class="n">${line.right}</td><td>${line.text}</td></tr>
					${threads
						.filter(
							(thread) => thread.line !== null && thread.line === (thread.side === "LEFT" ? line.left : line.right),
						)
						.map((thread) => threadRow(runtime, thread))}`,
				)}`,
			)}
		</table>
	</div>`;
}

function threadRow(runtime: Runtime, thread: ReviewThread): Html {
	return html`<tr class="notes"><td colspan="3">${notes(runtime, thread)}</td></tr>`;
}

function notes({ world }: Runtime, thread: ReviewThread): Html {
	const one = (comment: ReviewComment) => html`<div class="note">
		<strong>${world.users.get(comment.authorId).login}</strong> <span class="dim">${when(comment.createdAt)}</span>
		<div class="text">${rendered(comment.body)}</div>
	</div>`;
	return html`${world.commentsOfThread(thread.id).map(one)} ${thread.resolvedById ? html`<span class="tag ok">resolved</span>` : ""}`;
}

/** Notes whose line has left the diff. */
function lostThreads(runtime: Runtime, pull: PullRequest, diff: FileDiff[]): Html {
	const paths = new Set(diff.map((file) => file.path));
	const lost = runtime.world.threadsOf(pull.id).filter((row) => row.line === null || !paths.has(row.path));
	if (lost.length === 0) return html``;
	return html`<h2>Outdated</h2>
		${lost.map((thread) => html`<div class="card"><header>${thread.path}:${thread.originalLine}</header><div class="body">${notes(runtime, thread)}</div></div>`)}`;
}
