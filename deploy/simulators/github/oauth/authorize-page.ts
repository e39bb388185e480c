import { html } from "hono/html";
import type { Html } from "../pages/layout.ts";
import type { User } from "../world/model.ts";
import type { Authorization } from "./oauth-app.ts";

const SCOPES: Record<string, string> = {
	"user:email": "see your email addresses",
	"read:user": "read your profile",
	"read:org": "see your organisations and teams",
	repo: "read and write your repositories",
};

/** The page on which one of the people lets an app in, or refuses. */
export function authorizePage(request: Authorization, people: User[]): Html {
	const wanted = request.scope.split(/[\s,]+/).filter(Boolean);
	const host = new URL(request.redirect_uri).host;
	return html`<h1>Sign in to ${host}</h1>
		<p class="dim">The app wants to ${wanted.length > 0 ? wanted.map((scope) => SCOPES[scope] ?? scope).join(", ") : "know who you are"}.</p>
		<form method="post">
			<div class="card people">
				${people.map(
					(user, index) => html`<label>
						<input type="radio" name="login" value="${user.login}" ${index === 0 ? "checked" : ""} required />
						<img class="face" src="/avatars/u/${user.id}" alt="" />
						<span><strong>${user.name ?? user.login}</strong> <span class="dim">${user.login}</span><br /><small class="dim">${user.bio ?? ""}</small></span>
					</label>`,
				)}
			</div>
			<p class="row">
				<button class="primary" name="decision" value="approve">Authorize</button>
				<button name="decision" value="refuse" formnovalidate>Refuse</button>
			</p>
		</form>`;
}

/** Said when a sign-in cannot start. */
export function refusalPage(reason: string): Html {
	return html`<h1>This sign-in cannot go on</h1>
		<p>${reason}</p>
		<p class="dim">Go back to the app and start again; its settings for the simulated GitHub may have changed.</p>`;
}
