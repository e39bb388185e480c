import { defineSignal } from "@temporalio/workflow";

/** Input of `drainInbox`: one lane is one repository, organisation or installation of one forge. */
export interface DrainInboxInput {
	lane: string;
	repository: string | null;
}

/** Says only that something waits in the lane; the rows say what. Pokes coalesce. */
export const pokeSignal = defineSignal("poke");
