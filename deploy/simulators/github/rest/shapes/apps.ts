import { toStamp } from "../../world/clock.ts";
import type { App, Delivery, Hook, Installation } from "../../world/model.ts";
import { nodeId } from "../../world/node-ids.ts";
import type { Source } from "./items.ts";
import { organizationAsUser } from "./users.ts";

/** GitHub's `integration`: an App about itself. */
export function appShape(app: App, { world, urls }: Source) {
	return {
		id: app.id,
		slug: app.slug,
		node_id: nodeId("App", app.id),
		client_id: app.clientId,
		owner: organizationAsUser(world.organizations.get(app.ownerId), urls),
		name: app.name,
		description: null,
		external_url: urls.web,
		html_url: `${urls.web}/apps/${app.slug}`,
		created_at: app.createdAt,
		updated_at: app.createdAt,
		permissions: app.permissions,
		events: app.events,
		installations_count: world.installations.values().filter((row) => row.appId === app.id).length,
	};
}

/** GitHub's `installation`. */
export function installationShape(installation: Installation, { world, urls }: Source) {
	const app = world.apps.get(installation.appId);
	const organization = world.organizations.get(installation.organizationId);
	return {
		id: installation.id,
		account: organizationAsUser(organization, urls),
		access_tokens_url: `${urls.api}/app/installations/${installation.id}/access_tokens`,
		repositories_url: `${urls.api}/installation/repositories`,
		html_url: `${urls.web}/organizations/${organization.login}/settings/installations/${installation.id}`,
		app_id: app.id,
		app_slug: app.slug,
		client_id: app.clientId,
		target_id: organization.id,
		target_type: "Organization",
		repository_selection: installation.repositoryIds ? "selected" : "all",
		permissions: app.permissions,
		events: app.events,
		created_at: installation.createdAt,
		updated_at: installation.updatedAt,
		single_file_name: null,
		has_multiple_single_files: false,
		single_file_paths: [],
		suspended_by: null,
		suspended_at: installation.suspendedAt,
	};
}

/** GitHub's `hook`: a repository's webhook; its secret is never shown. */
export function hookShape(hook: Hook, last: Delivery | undefined, { world, urls }: Source) {
	const api = `${urls.api}/repos/${world.fullName(world.repositories.get(hook.repositoryId))}/hooks/${hook.id}`;
	return {
		type: "Repository",
		id: hook.id,
		name: "web",
		active: hook.active,
		events: hook.events,
		config: {
			content_type: hook.contentType,
			insecure_ssl: hook.insecureSsl ? "1" : "0",
			url: hook.url,
			...(hook.secret ? { secret: "********" } : {}),
		},
		updated_at: hook.updatedAt,
		created_at: hook.createdAt,
		url: api,
		test_url: `${api}/test`,
		ping_url: `${api}/pings`,
		deliveries_url: `${api}/deliveries`,
		last_response: { code: last?.statusCode ?? null, status: last ? last.status : "unused", message: null },
	};
}

/** GitHub's `hook-delivery-item`. */
export function deliveryItem(delivery: Delivery) {
	return {
		id: delivery.id,
		guid: delivery.guid,
		delivered_at: toStamp(delivery.deliveredAt),
		redelivery: delivery.redelivery,
		duration: delivery.durationMs / 1000,
		status: delivery.status,
		status_code: delivery.statusCode,
		event: delivery.event,
		action: delivery.action,
		installation_id: delivery.installationId,
		repository_id: delivery.repositoryId,
		throttled_at: null,
	};
}

/** GitHub's `hook-delivery`, with what was sent and answered. */
export function deliveryShape(delivery: Delivery) {
	return {
		...deliveryItem(delivery),
		url: delivery.url,
		request: { headers: delivery.requestHeaders, payload: JSON.parse(delivery.body) },
		response: { headers: delivery.responseHeaders, payload: delivery.responseBody },
	};
}
