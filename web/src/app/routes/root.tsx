import { Outlet, useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { Toaster } from "sonner";
import { TooltipProvider } from "@/components/ui/tooltip.tsx";
import { useTheme } from "@/lib/theme.ts";

/** What surrounds every page: toasts, tooltips and the announcement of page changes. */
export function Root() {
	const { dark } = useTheme();
	return (
		<TooltipProvider delayDuration={300}>
			<Outlet />
			<NavigationAnnouncer />
			<Toaster theme={dark ? "dark" : "light"} position="bottom-right" richColors closeButton />
		</TooltipProvider>
	);
}

/** A page change inside the app is silent to a screen reader unless it is said, and leaves focus on a gone link. */
function NavigationAnnouncer() {
	const router = useRouter();
	const region = useRef<HTMLDivElement>(null);
	useEffect(() => {
		return router.subscribe("onRendered", ({ fromLocation, pathChanged }) => {
			if (!fromLocation || !pathChanged) return;
			document.getElementById("main")?.focus({ preventScroll: true });
			if (region.current) region.current.textContent = document.title;
		});
	}, [router]);
	return <div ref={region} aria-live="polite" className="sr-only" />;
}
