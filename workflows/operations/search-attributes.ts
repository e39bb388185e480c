import { defineSearchAttributeKey, SearchAttributeType } from "@temporalio/common";

/** Typed search attributes; the launcher and deployments register exactly these (all Keyword). */
export const SEARCH_ATTRIBUTES = {
	workspace: defineSearchAttributeKey("HephaestusWorkspace", SearchAttributeType.KEYWORD),
	repository: defineSearchAttributeKey("HephaestusRepository", SearchAttributeType.KEYWORD),
	state: defineSearchAttributeKey("HephaestusState", SearchAttributeType.KEYWORD),
} as const;
