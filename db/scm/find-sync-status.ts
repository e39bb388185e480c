import { expressionBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { TenantTransaction } from "../operations/database.ts";
import { isoInstant } from "../operations/iso-instant.ts";
import type { DB } from "../schema.gen.ts";

/** How the mirror of this workspace stands: its latest run, every repository's parts, the rate budget and what is in it. */
export async function findSyncStatus(tx: TenantTransaction) {
	return {
		run: (await findLatestRun(tx)) ?? null,
		repositories: await listRepositoryProgress(tx),
		budget: (await findBudget(tx)) ?? null,
		counts: await count(tx),
		lastDeliveryAt: await findLastDelivery(tx),
	};
}

async function findLatestRun(tx: TenantTransaction) {
	return await tx
		.selectFrom("sync_run")
		.select((eb) => [
			"id",
			"trigger",
			"state",
			"repositories_total as repositoriesTotal",
			"repositories_done as repositoriesDone",
			"rows_changed as rowsChanged",
			"error",
			isoInstant(eb.ref("started_at")).as("startedAt"),
			isoInstant(eb.ref("finished_at")).as("finishedAt"),
		])
		.orderBy("started_at", "desc")
		.orderBy("id")
		.limit(1)
		.executeTakeFirst();
}

async function listRepositoryProgress(tx: TenantTransaction) {
	return await tx
		.selectFrom("repository")
		.select((eb) => [
			"repository.id",
			"repository.name_with_owner as nameWithOwner",
			jsonArrayFrom(
				expressionBuilder<DB, never>()
					.selectFrom("repository_sync as progress")
					.select((part) => [
						"progress.part",
						"progress.state",
						"progress.rows_seen as rowsSeen",
						"progress.rows_total as rowsTotal",
						"progress.error",
						isoInstant(part.ref("progress.synced_until")).as("syncedUntil"),
						isoInstant(part.ref("progress.updated_at")).as("updatedAt"),
					])
					.where("progress.repository_id", "=", eb.ref("repository.id"))
					.orderBy("progress.part"),
			).as("parts"),
		])
		.where("repository.is_monitored", "=", true)
		.orderBy(sql`lower(repository.name_with_owner)`)
		.limit(500)
		.execute();
}

async function findBudget(tx: TenantTransaction) {
	return await tx
		.selectFrom("rate_budget")
		.select((eb) => [
			"resource",
			"limit_points as limit",
			"remaining_points as remaining",
			isoInstant(eb.ref("resets_at")).as("resetsAt"),
			isoInstant(eb.ref("observed_at")).as("observedAt"),
		])
		.orderBy("observed_at", "desc")
		.limit(1)
		.executeTakeFirst();
}

async function count(tx: TenantTransaction) {
	const { rows } = await sql<Record<string, number>>`select
		(select count(*) from repository where is_available) as "repositories",
		(select count(*) from scm_user where type <> 'ORGANIZATION') as "people",
		(select count(*) from issue where issue_type = 'ISSUE') as "issues",
		(select count(*) from issue where issue_type = 'PULL_REQUEST') as "pullRequests",
		(select count(*) from pull_request_review) as "reviews",
		(select count(*) from issue_comment) + (select count(*) from pull_request_review_comment) as "comments"`.execute(
		tx,
	);
	return rows[0];
}

async function findLastDelivery(tx: TenantTransaction): Promise<string | null> {
	const row = await tx
		.selectFrom("domain_event")
		.select((eb) => isoInstant(eb.fn.max("recorded_at")).as("lastDeliveryAt"))
		.where("source", "=", "WEBHOOK")
		.executeTakeFirst();
	return row?.lastDeliveryAt ?? null;
}
