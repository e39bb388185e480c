import { Link } from "@tanstack/react-router";
import { Building2, ChevronRight } from "lucide-react";
import { Empty } from "@/components/empty.tsx";
import { Avatar } from "@/components/ui/avatar.tsx";
import { formatCount } from "@/lib/format.ts";
import type { ConnectableAccount } from "./queries.ts";

interface AccountListProps {
	accounts: ConnectableAccount[];
	onChoose(account: ConnectableAccount): void;
}

/** Organisations and people whose work can be mirrored; what is mirrored already leads to its workspace. */
export function AccountList({ accounts, onChoose }: AccountListProps) {
	if (accounts.length === 0) {
		return (
			<Empty icon={Building2} title="Nothing to connect">
				The token reaches no organisation or account. Ask an owner of the organisation to approve it, or use another
				one.
			</Empty>
		);
	}
	return (
		<section aria-labelledby="accounts">
			<h2 id="accounts" className="mb-2 font-medium text-sm">
				Whose work should be mirrored?
			</h2>
			<ul className="divide-y overflow-hidden rounded-xl border bg-card">
				{accounts.map((account) => (
					<li key={account.login}>
						{account.connectedTo ? (
							<div className="flex items-center gap-3 px-4 py-3">
								<Account account={account} />
								<span className="text-muted-foreground text-sm">
									Mirrored in{" "}
									<Link to="/w/$slug" params={{ slug: account.connectedTo }} className="text-primary underline">
										{account.connectedTo}
									</Link>
								</span>
							</div>
						) : (
							<button
								type="button"
								onClick={() => onChoose(account)}
								className="flex w-full items-center gap-3 px-4 py-3 text-left -outline-offset-2 hover:bg-accent"
							>
								<Account account={account} />
								<ChevronRight aria-hidden="true" className="size-4 text-muted-foreground" />
							</button>
						)}
					</li>
				))}
			</ul>
		</section>
	);
}

function Account({ account }: { account: ConnectableAccount }) {
	const kind = account.accountType === "ORG" ? "Organisation" : "Personal account";
	return (
		<>
			<Avatar square name={account.login} src={account.avatarUrl} className="size-9" />
			<span className="min-w-0 flex-1">
				<span className="block truncate font-medium">{account.login}</span>
				<span className="block text-muted-foreground text-sm">
					{kind}
					{account.repositories === null
						? null
						: ` · ${formatCount(account.repositories, "repository", "repositories")}`}
				</span>
			</span>
		</>
	);
}
