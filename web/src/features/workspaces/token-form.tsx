import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ExternalLink } from "@/components/external-link.tsx";
import { Failure } from "@/components/failure.tsx";
import { Alert } from "@/components/ui/alert.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Field } from "@/components/ui/field.tsx";
import { type ConnectableAccount, checkToken, type TokenPreflight } from "./queries.ts";

interface TokenFormProps {
	serverUrl: string;
	onValid(token: string, accounts: ConnectableAccount[]): void;
	/** The token changed, so that what it reached no longer holds. */
	onEdit(): void;
}

/** Asks the forge what a token may do before anything is stored. */
export function TokenForm({ serverUrl, onValid, onEdit }: TokenFormProps) {
	const [token, setToken] = useState("");
	const check = useMutation({
		mutationFn: checkToken,
		onSuccess: (result, checked) => {
			if (isUsable(result)) onValid(checked, result.accounts);
		},
	});

	function submit(event: FormEvent) {
		event.preventDefault();
		check.mutate(token.trim());
	}

	return (
		<form onSubmit={submit} className="space-y-4">
			<Field
				label="Personal access token"
				type="password"
				autoComplete="off"
				spellCheck={false}
				required
				maxLength={512}
				value={token}
				onChange={(event) => {
					setToken(event.target.value);
					check.reset();
					onEdit();
				}}
				hint={
					<>
						Made at <ExternalLink href={`${serverUrl}/settings/tokens`}>{new URL(serverUrl).host}</ExternalLink>. It is
						kept encrypted and never shown again.
					</>
				}
			/>
			<Button type="submit" disabled={check.isPending || token.trim() === ""}>
				{check.isPending ? "Checking…" : "Check token"}
			</Button>
			{check.isError ? <Failure error={check.error} /> : null}
			{check.data ? <Verdict result={check.data} /> : null}
		</form>
	);
}

function isUsable(result: TokenPreflight): boolean {
	return result.valid && result.missingScopes.length === 0;
}

function Verdict({ result }: { result: TokenPreflight }) {
	if (!result.valid) {
		return (
			<Alert kind="danger" title="This token does not work">
				{result.error ?? "The forge refused it. Check that it was copied whole and has not expired."}
			</Alert>
		);
	}
	if (result.missingScopes.length > 0) {
		return (
			<Alert kind="danger" title="The token may do too little">
				Add{" "}
				{result.missingScopes.map((scope, index) => (
					<span key={scope}>
						{index > 0 ? ", " : null}
						<code className="rounded bg-card px-1.5 py-0.5 font-mono">{scope}</code>
					</span>
				))}{" "}
				to it on the forge, then check again.
			</Alert>
		);
	}
	return (
		<Alert kind="success" title={result.username ? `The token of ${result.username} works` : "The token works"}>
			Choose below whose work it should mirror.
		</Alert>
	);
}
