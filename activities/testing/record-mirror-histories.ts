import { setTimeout as sleep } from "node:timers/promises";
import { openPullRequest } from "@hephaestus/deploy/simulators/github/world/pull-requests.ts";
import {
	INBOX_SWEEPER_ID,
	inboxId,
	syncRepositoryId,
	syncScheduleId,
	syncWorkspaceId,
} from "@hephaestus/workflows/operations/ids.ts";
import { recordHistory } from "@hephaestus/workflows/testing/record-history.ts";
import { startSync } from "../scm/start-sync.ts";
import { ensureSweeper } from "../webhooks/ensure-sweeper.ts";
import { pokeInbox } from "../webhooks/poke-inbox.ts";
import { startMirrorStage } from "./mirror-stage.ts";

/** Records the histories of the mirror's workflows on a stage of its own: `node …/record-mirror-histories.ts CASE`. */
const caseName = process.argv[2] ?? "first";
const stage = await startMirrorStage();
const { client } = stage.temporal;
const { id: workspaceId, slug: workspaceSlug } = stage.workspace;
const { world } = stage.gitHub;
const result = (workflowId: string) => client.workflow.getHandle(workflowId).result();
const record = async (workflowId: string) => console.log(await recordHistory(client, workflowId, caseName));

await startSync(client, { workspaceId, workspaceSlug, trigger: "CREATED" });
await result(syncWorkspaceId(workspaceId));
await record(syncWorkspaceId(workspaceId));
const [repository] = world.repositories.values();
if (repository !== undefined) await record(syncRepositoryId(workspaceId, world.fullName(repository)));

await client.schedule.getHandle(syncScheduleId(workspaceId)).trigger();
for (let ticked = false; !ticked; ) {
	for await (const { workflowId } of client.workflow.list({ query: "WorkflowType = 'tickSync'" })) {
		await result(workflowId);
		await record(workflowId);
		ticked = true;
	}
}

const [example] = world.pullRequests.values();
if (repository === undefined || example === undefined) throw new Error("The simulated organisation is empty.");
openPullRequest(world, {
	repository,
	author: world.users.get(example.authorId),
	title: "Something to review",
	body: null,
	baseRef: "main",
	baseSha: example.baseSha,
	headRef: "feature",
	headSha: example.headSha,
	size: { additions: 1, deletions: 0, changedFiles: 1, commits: 1 },
});
await stage.gitHub.idle();
for (const lane of stage.inbox.lanes) {
	await pokeInbox(client, { lane, repository: null });
	await result(inboxId(lane));
	await record(inboxId(lane));
}
// The sweeper never ends: its history is saved after its second look.
await ensureSweeper(client);
const sweeper = client.workflow.getHandle(INBOX_SWEEPER_ID);
const looks = async () =>
	(await sweeper.fetchHistory()).events?.filter(({ activityTaskCompletedEventAttributes: look }) => look).length ?? 0;
while ((await looks()) < 2) await sleep(500);
await record(INBOX_SWEEPER_ID);
await stage.stop();
