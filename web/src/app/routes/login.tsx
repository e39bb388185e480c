import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Navigate } from "@tanstack/react-router";
import { Alert } from "@/components/ui/alert.tsx";
import { explainSignInError } from "@/features/identity/explain-sign-in-error.ts";
import { ProviderButtons } from "@/features/identity/provider-buttons.tsx";
import { userQuery } from "@/features/identity/queries.ts";
import { BarePage } from "../shell/bare-page.tsx";

const route = getRouteApi("/login");

export function LoginPage() {
	const { returnTo, error } = route.useSearch();
	const { data: user } = useQuery(userQuery);
	if (user) return <Navigate to={localPath(returnTo)} replace />;
	const explained = error ? explainSignInError(error) : null;
	return (
		<BarePage>
			<title>Sign in · Hephaestus</title>
			<div className="w-full max-w-sm space-y-6 rounded-2xl border bg-card p-7 shadow-sm">
				<div className="space-y-1.5">
					<h1 className="font-semibold text-2xl tracking-tight">Sign in</h1>
					<p className="text-muted-foreground text-sm">
						With the account you work with. We read who you are, nothing else; no password is kept here.
					</p>
				</div>
				{explained ? (
					<Alert kind="danger" title={explained.title}>
						{explained.nextStep}
					</Alert>
				) : null}
				<ProviderButtons returnTo={returnTo} />
			</div>
		</BarePage>
	);
}

/** Only a path of this site; anything else leads home. The server checks its own copy again. */
function localPath(returnTo: string | undefined): string {
	return returnTo && /^\/(?![/\\])/.test(returnTo) ? returnTo : "/";
}
