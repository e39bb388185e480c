import { getRouteApi, Link } from "@tanstack/react-router";
import { KeyRound } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { explainSignInError } from "@/features/identity/explain-sign-in-error.ts";
import { BarePage } from "../shell/bare-page.tsx";

const route = getRouteApi("/auth/error");

export function AuthErrorPage() {
	const { code } = route.useSearch();
	const { title, nextStep } = explainSignInError(code);
	return (
		<BarePage>
			<title>Sign-in failed · Hephaestus</title>
			<div className="w-full max-w-md space-y-5 rounded-2xl border bg-card p-7 text-center shadow-sm">
				<span className="inline-flex rounded-full bg-danger-soft p-3 text-danger">
					<KeyRound aria-hidden="true" className="size-6" />
				</span>
				<div role="alert" className="space-y-2">
					<h1 className="text-balance font-semibold text-xl tracking-tight">{title}</h1>
					<p className="text-balance text-muted-foreground">{nextStep}</p>
				</div>
				<div className="flex flex-wrap justify-center gap-2">
					<Button asChild>
						<Link to="/login">Back to sign-in</Link>
					</Button>
					<Button asChild variant="ghost">
						<Link to="/">Start page</Link>
					</Button>
				</div>
				{code ? <p className="text-muted-foreground text-xs">Code: {code}</p> : null}
			</div>
		</BarePage>
	);
}
