import { setCurrentDetails, upsertSearchAttributes, workflowInfo } from "@temporalio/workflow";
import { SEARCH_ATTRIBUTES } from "./search-attributes.ts";

/**
 * Tells operators what the workflow does now: `details` in plain words (shown by Temporal UI), and `state`, a word that
 * lists can be filtered by. Details cost nothing; a new state costs one event.
 */
export function tell(state: string, details: string): void {
	setCurrentDetails(details);
	if (workflowInfo().typedSearchAttributes.get(SEARCH_ATTRIBUTES.state) === state) return;
	upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.state, value: state }]);
}
