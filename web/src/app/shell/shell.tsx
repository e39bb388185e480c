import { Outlet } from "@tanstack/react-router";
import { useState } from "react";
import { Sheet } from "@/components/ui/sheet.tsx";
import { useKeepAlive } from "@/features/identity/use-keep-alive.ts";
import { Header } from "./header.tsx";
import { Sidebar } from "./sidebar.tsx";
import { SkipLink } from "./skip-link.tsx";
import { useSidebarCollapsed } from "./use-sidebar-collapsed.ts";
import { useWorkspaceShortcuts } from "./workspace-switcher.tsx";

/** The frame of every signed-in page: sidebar (a drawer on phones), header, content. */
export function Shell() {
	const [drawerOpen, setDrawerOpen] = useState(false);
	const { collapsed, toggle } = useSidebarCollapsed();
	useWorkspaceShortcuts();
	useKeepAlive();
	return (
		<div className="flex min-h-dvh">
			<SkipLink />
			<aside
				className={`sticky top-0 hidden h-dvh shrink-0 border-r bg-sidebar transition-[width] md:block ${collapsed ? "w-15" : "w-60"}`}
			>
				<Sidebar collapsed={collapsed} />
			</aside>
			<Sheet open={drawerOpen} onOpenChange={setDrawerOpen} title="Menu">
				<Sidebar collapsed={false} onNavigate={() => setDrawerOpen(false)} />
			</Sheet>
			<div className="flex min-w-0 flex-1 flex-col">
				<Header collapsed={collapsed} onToggleSidebar={toggle} onOpenDrawer={() => setDrawerOpen(true)} />
				<main id="main" tabIndex={-1} className="mx-auto w-full max-w-6xl flex-1 px-4 py-6 sm:px-6 lg:px-8 lg:py-8">
					<Outlet />
				</main>
			</div>
		</div>
	);
}
