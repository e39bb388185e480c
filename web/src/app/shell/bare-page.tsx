import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Logo } from "@/components/logo.tsx";
import { ThemeMenu } from "./theme-menu.tsx";

/** A page without the shell, for people who are not signed in: mark, theme, one centred card. */
export function BarePage({ children }: { children: ReactNode }) {
	return (
		<div className="flex min-h-dvh flex-col bg-[radial-gradient(60rem_30rem_at_50%_-10%,color-mix(in_oklch,var(--primary)_14%,transparent),transparent)]">
			<header className="flex items-center justify-between px-4 py-3 sm:px-6">
				<Link to="/" className="rounded-md">
					<Logo />
				</Link>
				<ThemeMenu />
			</header>
			<main id="main" tabIndex={-1} className="flex flex-1 items-center justify-center px-4 pt-4 pb-24">
				{children}
			</main>
		</div>
	);
}
