import { KeyRound, Puzzle } from "lucide-react";
import { useState } from "react";
import { AccountList } from "./account-list.tsx";
import { InstallationPicker } from "./installation-picker.tsx";
import { NameForm } from "./name-form.tsx";
import type { ConnectableAccount, Workspace, WorkspaceProviders } from "./queries.ts";
import { SourceTabs } from "./source-tabs.tsx";
import { TokenForm } from "./token-form.tsx";

type Source = "app" | "token";
interface Choice {
	account: ConnectableAccount;
	personalAccessToken?: string;
}

interface NewWorkspaceProps {
	providers: WorkspaceProviders;
	onCreated(workspace: Workspace): void;
}

/** Two steps: where the work comes from, then what the workspace is called. */
export function NewWorkspace({ providers, onCreated }: NewWorkspaceProps) {
	const { app } = providers.github;
	const [source, setSource] = useState<Source>(app ? "app" : "token");
	const [choice, setChoice] = useState<Choice | null>(null);
	const [token, setToken] = useState<{ value: string; accounts: ConnectableAccount[] } | null>(null);

	if (choice) return <NameForm {...choice} onBack={() => setChoice(null)} onCreated={onCreated} />;
	return (
		<div className="space-y-6">
			{app ? (
				<SourceTabs<Source>
					value={source}
					onChange={(next) => setSource(next)}
					options={[
						{
							value: "app",
							icon: Puzzle,
							title: "GitHub App",
							text: "Short-lived access that an organisation grants and can take back.",
						},
						{
							value: "token",
							icon: KeyRound,
							title: "Access token",
							text: "A personal token, with the rights of the person who made it.",
						},
					]}
				/>
			) : null}
			{source === "app" && app ? (
				<InstallationPicker installationUrl={app.installationUrl} onChoose={(account) => setChoice({ account })} />
			) : (
				<>
					<TokenForm
						serverUrl={providers.github.serverUrl}
						onValid={(value, accounts) => setToken({ value, accounts })}
						onEdit={() => setToken(null)}
					/>
					{token ? (
						<AccountList
							accounts={token.accounts}
							onChoose={(account) => setChoice({ account, personalAccessToken: token.value })}
						/>
					) : null}
				</>
			)}
		</div>
	);
}
