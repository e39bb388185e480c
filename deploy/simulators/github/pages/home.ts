import { html } from "hono/html";
import type { Runtime } from "../api-server.ts";
import { SCENARIOS } from "../seed/open-scenario.ts";
import type { Delivery, Organization, PullRequest, Repository } from "../world/model.ts";
import type { Html } from "./layout.ts";
import { when } from "./text.ts";

const SHOWN = 8;

/** The first page: the organisation, what can be made to happen, pull requests, and what was delivered. */
export function homePage(runtime: Runtime): Html {
	const { world } = runtime;
	const organizations = world.organizations.values();
	const deliveries = world.deliveries.values().slice(-30).toReversed();
	return html`${organizations.map((row) => organizationHead(runtime, row))} ${openForm(runtime)}
	${world.repositories.values().map((row) => repositoryCard(runtime, row))}
		<h2 id="deliveries">Webhook deliveries</h2>
		<div class="card">
			${deliveries.map(deliveryRow)}
			${deliveries.length === 0 ? html`<div class="row dim">Nothing has been delivered yet.</div>` : ""}
		</div>`;
}

function organizationHead({ world }: Runtime, organization: Organization): Html {
	const members = world.membershipsOf(organization.id).map((row) => world.users.get(row.userId));
	return html`<h1>${organization.name} <span class="dim">${organization.login}</span></h1>
		<p class="dim">${organization.description}</p>
		<p class="row">
			${members.map((user) => html`<img class="face" src="/avatars/u/${user.id}" alt="${user.name ?? user.login}" title="${user.name ?? user.login} (${user.login})" />`)}
		</p>`;
}

function openForm({ world }: Runtime): Html {
	const repositories = world.repositories.values().filter((row) => row.hasGit);
	return html`<div class="card">
		<div class="body">
			<form class="inline" method="post" action="/simulator/open-pr">
				<select name="scenario" aria-label="Change">
					${SCENARIOS.map((row) => html`<option value="${row.name}">${row.about}</option>`)}
				</select>
				<select name="repository" aria-label="Repository">
					${repositories.map((row) => html`<option value="${world.fullName(row)}">${row.name}</option>`)}
				</select>
				<button class="primary">Open a pull request with a flawed change</button>
			</form>
		</div>
	</div>`;
}

function repositoryCard(runtime: Runtime, repository: Repository): Html {
	const { world } = runtime;
	const rows = world.pullRequestsOf(repository.id).slice(-SHOWN).toReversed();
	const name = world.fullName(repository);
	return html`<h2>${repository.name} <span class="dim">${repository.language}${repository.private ? " · private" : ""}</span></h2>
		<p class="dim">${repository.description} · <code>git clone ${runtime.urls.web}/${name}.git</code></p>
		<div class="card">${rows.map((row) => pullRequestRow(runtime, name, row))}</div>`;
}

function pullRequestRow({ world }: Runtime, name: string, row: PullRequest): Html {
	const remarks = world.commentsOn(row).length + world.reviewCommentsOf(row.id).length;
	return html`<div class="row">
		${stateTag(row)}
		<span class="grow"><a href="/${name}/pull/${row.number}">${row.title}</a> <span class="dim">#${row.number} by ${world.users.get(row.authorId).login}</span></span>
		<small class="dim">${remarks === 0 ? "" : remarks === 1 ? "1 comment" : `${remarks} comments`}</small>
		<small class="dim">${when(row.updatedAt)}</small>
	</div>`;
}

/** A coloured word for a pull request's state. */
export function stateTag(row: { state: string; mergedAt?: string | null; draft?: boolean }): Html {
	const state = row.mergedAt ? "merged" : row.state;
	return html`<span class="tag ${state}">${row.draft && state === "open" ? "draft" : state}</span>`;
}

function deliveryRow(delivery: Delivery): Html {
	const good = delivery.statusCode >= 200 && delivery.statusCode < 300;
	return html`<div class="row">
		<span class="tag ${good ? "ok" : "failed"}">${delivery.statusCode || "none"}</span>
		<span class="grow"><strong>${delivery.event}</strong> ${delivery.action ?? ""} <small class="dim">${delivery.guid}${delivery.redelivery ? " · again" : ""}</small></span>
		<small class="dim">${good ? "" : delivery.status} ${delivery.durationMs} ms · ${when(delivery.deliveredAt)}</small>
		<form method="post" action="/simulator/deliveries/${delivery.id}/redeliver"><button>Redeliver</button></form>
	</div>`;
}
