import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { SEARCH_ATTRIBUTES } from "@hephaestus/workflows/operations/search-attributes.ts";

/** Where Temporal UI lists a workspace's workflows; null unless TEMPORAL_UI_URL is set. */
export function workflowsUrl(configuration: Configuration, workspaceSlug: string): string | null {
	const query = `${SEARCH_ATTRIBUTES.workspace.name}="${workspaceSlug}"`;
	return inNamespace(configuration, `/workflows?query=${encodeURIComponent(query)}`);
}

/** Where Temporal UI shows the latest run of one workflow; null unless TEMPORAL_UI_URL is set. */
export function workflowUrl(configuration: Configuration, workflowId: string): string | null {
	return inNamespace(configuration, `/workflows/${encodeURIComponent(workflowId)}`);
}

function inNamespace(configuration: Configuration, path: string): string | null {
	const base = configuration.TEMPORAL_UI_URL;
	return base === undefined ? null : `${base}/namespaces/${configuration.TEMPORAL_NAMESPACE}${path}`;
}
