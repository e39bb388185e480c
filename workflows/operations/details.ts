import { setCurrentDetails, upsertSearchAttributes } from "@temporalio/workflow";
import { SEARCH_ATTRIBUTES } from "./search-attributes.ts";

/**
 * Tells operators what the workflow does now: `details` in plain words (shown by Temporal UI), and `state`, a word that
 * lists can be filtered by.
 */
export function tell(state: string, details: string): void {
	setCurrentDetails(details);
	upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.state, value: state }]);
}
