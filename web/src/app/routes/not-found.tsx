import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";

export function NotFoundPage() {
	return (
		<main
			id="main"
			tabIndex={-1}
			className="mx-auto flex min-h-[70vh] max-w-md flex-col items-center justify-center gap-3 px-6 text-center"
		>
			<title>Page not found · Hephaestus</title>
			<span className="rounded-full bg-muted p-4">
				<Compass aria-hidden="true" className="size-7 text-muted-foreground" />
			</span>
			<h1 className="font-semibold text-2xl tracking-tight">There is no page at this address</h1>
			<p className="text-muted-foreground">The link may be old or mistyped.</p>
			<Button asChild className="mt-2">
				<Link to="/">Go to the start page</Link>
			</Button>
		</main>
	);
}
