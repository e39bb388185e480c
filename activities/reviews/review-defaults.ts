import type { ReviewDefaults } from "@hephaestus/db/reviews/effective-settings.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";

/** The instance's review settings, which hold where a workspace says nothing. */
export function reviewDefaults(configuration: Configuration): ReviewDefaults {
	return {
		runForAllUsers: configuration.PRACTICE_REVIEW_FOR_ALL,
		skipDrafts: configuration.PRACTICE_REVIEW_SKIP_DRAFTS,
		deliverToMerged: configuration.PRACTICE_REVIEW_DELIVER_TO_MERGED,
		cooldownMinutes: configuration.PRACTICE_REVIEW_COOLDOWN_MINUTES,
	};
}
