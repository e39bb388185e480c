import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** `task.json` of the bundle (behaviour specification, section 9). */
const taskFile = z.object({
	schemaVersion: z.literal(1),
	jobId: z.string(),
	workspaceId: z.number(),
	task: z.object({
		kind: z.literal("practice_review"),
		prompt: z.string(),
		pullRequestNumber: z.number().int(),
		repositoryFullName: z.string(),
	}),
});

const practiceIndex = z
	.array(z.object({ slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/), name: z.string(), area: z.string() }))
	.min(1);

export type Practice = z.infer<typeof practiceIndex>[number];

export interface Task {
	prompt: string;
	pullRequestNumber: number;
	repositoryFullName: string;
	practices: Practice[];
}

/** Reads what is to be done from the bundle. Throws when the bundle is not laid out as agreed. */
export async function readTask(workspace: string): Promise<Task> {
	const { task } = taskFile.parse(JSON.parse(await readFile(join(workspace, "task.json"), "utf8")));
	return { ...task, practices: await readPractices(workspace) };
}

/** Reads the practices of a bundle. Throws when there are none. */
export async function readPractices(workspace: string): Promise<Practice[]> {
	return practiceIndex.parse(JSON.parse(await readFile(join(workspace, "inputs/practices/index.json"), "utf8")));
}
