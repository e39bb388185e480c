import type { FoundIdentity } from "@hephaestus/db/identity/find-identity.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import type { ConnectableAccount } from "./connectable-account.ts";
import { listConnectableInstallations } from "./list-connectable-installations.ts";

export interface InstallationListings {
	/** What `listConnectableInstallations` answers, remembered for a minute; throws as it does. */
	of(accountId: number, caller: FoundIdentity): Promise<ConnectableAccount[]>;
}

const REMEMBERED_MS = 60_000;

/**
 * Spares the App's request budget, which all workspaces share, from pages that ask again and again. Nothing found is not
 * remembered: whoever installs the App next wants to see it at once.
 */
export function createInstallationListings(configuration: Configuration, now: () => Date): InstallationListings {
	const listings = new Map<number, { accounts: ConnectableAccount[]; until: number }>();
	return {
		async of(accountId, caller) {
			const at = now().getTime();
			for (const [key, { until }] of listings) if (until <= at) listings.delete(key);
			const known = listings.get(accountId);
			if (known !== undefined) return known.accounts;
			const accounts = await listConnectableInstallations(configuration, caller);
			if (accounts.length > 0) listings.set(accountId, { accounts, until: at + REMEMBERED_MS });
			return accounts;
		},
	};
}
