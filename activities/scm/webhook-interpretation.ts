import type { InstallationState } from "@hephaestus/db/connections/change-installation-state.ts";
import type { ScmChange } from "@hephaestus/domain/scm/changes.ts";

/** What a webhook delivery means to us. */
export type Interpretation =
	| {
			outcome: "CHANGES";
			/** The repository it is about, by the provider's id. */
			repositoryNativeId: number;
			/** Address of the repository: its origin tells the instance, where several know the same id. */
			repositoryUrl: string;
			changes: ScmChange[];
	  }
	/** Another set of repositories is to be mirrored for an App's installation. */
	| { outcome: "SYNC"; installationId: number }
	/** An App's installation may no longer be used, or may again. */
	| { outcome: "INSTALLATION"; installationId: number; state: InstallationState }
	| { outcome: "IGNORED"; reason: string };
