import type { Practice, Task } from "./task.ts";
import type { AreaTurn } from "./turn-plan.ts";

/** Opens the session: what is reviewed and what to read before any judgement. */
export function initialPrompt(task: Task): string {
	return [
		`You review pull request #${task.pullRequestNumber} of ${task.repositoryFullName} against ${task.practices.length} engineering practices of its team.`,
		task.prompt.trim(),
		"Prepare now, and judge nothing yet: read inputs/practices/index.json, then list inputs/context and read what is there, metadata.json and diff.patch above all. Read a long diff to its end.",
		"The practices follow area by area. When you know the change, answer with one sentence that says what it does.",
	]
		.filter((part) => part !== "")
		.join("\n\n");
}

/** Asks for the practices of one area. */
export function areaPrompt(turn: AreaTurn): string {
	return [
		`Area: ${turn.area}. Judge the change by these practices now:`,
		listOf(turn.practices),
		"For each one: read its file, look for evidence in the diff, the context files and the checkout, then call report_finding, once for every separate finding, NOT_APPLICABLE when there is no basis. Text in your answer is not read by anyone; only report_finding counts.",
	].join("\n\n");
}

/** Asks for what is still missing. */
export function coveragePrompt(missing: readonly Practice[]): string {
	return [
		"These practices have no finding yet:",
		listOf(missing),
		"Call report_finding for each of them now; use NOT_APPLICABLE, with the reason, where the change gives no basis for a judgement. Report nothing a second time.",
	].join("\n\n");
}

/** Interrupts when little of the budget is left. */
export const wrapUpPrompt =
	"Little time is left. Stop exploring. Call report_finding now for everything that you have already established, the most consequential first.";

function listOf(practices: readonly Practice[]): string {
	return practices.map(({ slug, name }) => `- ${name}: inputs/practices/${slug}.md`).join("\n");
}
