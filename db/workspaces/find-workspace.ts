import type { TenantTransaction } from "../operations/database.ts";
import { isoInstant } from "../operations/iso-instant.ts";

/** A workspace with the state of its connection and how much it mirrors, or null. Run inside that workspace. */
export async function findWorkspace(tx: TenantTransaction, workspaceId: number) {
	const row = await tx
		.selectFrom("workspace")
		.innerJoin("git_provider", "git_provider.id", "workspace.git_provider_id")
		.leftJoin("connection", (join) =>
			join.onRef("connection.workspace_id", "=", "workspace.id").on("connection.kind", "in", ["GITHUB", "GITLAB"]),
		)
		.select((eb) => [
			"workspace.id",
			"workspace.slug as workspaceSlug",
			"workspace.display_name as displayName",
			"workspace.status",
			"workspace.account_login as accountLogin",
			"workspace.practices_enabled as practicesEnabled",
			"workspace.practice_review_auto_trigger_enabled as practiceReviewAutoTriggerEnabled",
			"workspace.practice_review_manual_trigger_enabled as practiceReviewManualTriggerEnabled",
			"workspace.autonomy",
			"git_provider.type as providerType",
			"git_provider.server_url as serverUrl",
			"connection.state as connectionState",
			"connection.state_reason as connectionProblem",
			"connection.type as connectionType",
			isoInstant(eb.ref("workspace.created_at")).as("createdAt"),
		])
		.where("workspace.id", "=", workspaceId)
		.orderBy((eb) => eb("connection.state", "=", "ACTIVE"), "desc")
		.orderBy("connection.id", "desc")
		.limit(1)
		.executeTakeFirst();
	return row === undefined ? null : { ...row, counts: await countMirrored(tx) };
}

async function countMirrored(tx: TenantTransaction) {
	return await tx
		.selectNoFrom((eb) => [
			eb
				.selectFrom("repository")
				.select((count) => count.fn.countAll<number>().as("n"))
				.as("repositories"),
			eb
				.selectFrom("scm_user")
				.select((count) => count.fn.countAll<number>().as("n"))
				.as("people"),
			eb
				.selectFrom("issue")
				.select((count) => count.fn.countAll<number>().as("n"))
				.where("issue_type", "=", "PULL_REQUEST")
				.as("pullRequests"),
			eb
				.selectFrom("issue")
				.select((count) => count.fn.countAll<number>().as("n"))
				.where("issue_type", "=", "ISSUE")
				.as("issues"),
			eb
				.selectFrom("review")
				.select((count) => count.fn.countAll<number>().as("n"))
				.as("reviews"),
			eb
				.selectFrom("review")
				.select((count) => count.fn.countAll<number>().as("n"))
				.where("delivery_status", "=", "AWAITING_APPROVAL")
				.as("awaitingApproval"),
		])
		.executeTakeFirstOrThrow();
}
