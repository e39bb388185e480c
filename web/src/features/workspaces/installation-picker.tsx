import { useQuery } from "@tanstack/react-query";
import { Puzzle, RefreshCw } from "lucide-react";
import { Empty } from "@/components/empty.tsx";
import { ExternalLink } from "@/components/external-link.tsx";
import { Loaded } from "@/components/loaded.tsx";
import { Button } from "@/components/ui/button.tsx";
import { SkeletonRows } from "@/components/ui/skeleton.tsx";
import { AccountList } from "./account-list.tsx";
import { type ConnectableAccount, installationsQuery } from "./queries.ts";

interface InstallationPickerProps {
	installationUrl: string | null;
	onChoose(account: ConnectableAccount): void;
}

/** Organisations that have installed the App; when one is missing, the way to install it there. */
export function InstallationPicker({ installationUrl, onChoose }: InstallationPickerProps) {
	const installations = useQuery(installationsQuery);
	const again = (
		<Button variant="outline" size="sm" disabled={installations.isFetching} onClick={() => installations.refetch()}>
			<RefreshCw aria-hidden="true" className={installations.isFetching ? "animate-spin" : undefined} /> Look again
		</Button>
	);
	const install = installationUrl ? (
		<ExternalLink href={installationUrl}>Install the App</ExternalLink>
	) : (
		"Ask whoever runs this server where the App can be installed"
	);
	return (
		<Loaded query={installations} skeleton={<SkeletonRows rows={3} />}>
			{(accounts) =>
				accounts.length === 0 ? (
					<Empty icon={Puzzle} title="The App is not installed anywhere you belong to" action={again}>
						{install}, choose the repositories it may read, then come back.
					</Empty>
				) : (
					<div className="space-y-3">
						<AccountList accounts={accounts} onChoose={onChoose} />
						<div className="flex flex-wrap items-center justify-between gap-2 text-muted-foreground text-sm">
							<p>Missing one? {install}.</p>
							{again}
						</div>
					</div>
				)
			}
		</Loaded>
	);
}
