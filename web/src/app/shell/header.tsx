import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Menu, PanelLeft } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { workspacesQuery } from "@/features/workspaces/queries.ts";
import { AccountMenu } from "./account-menu.tsx";
import { LiveIndicator } from "./live-indicator.tsx";
import { ThemeMenu } from "./theme-menu.tsx";

interface HeaderProps {
	collapsed: boolean;
	onToggleSidebar(): void;
	onOpenDrawer(): void;
}

export function Header({ collapsed, onToggleSidebar, onOpenDrawer }: HeaderProps) {
	const { slug } = useParams({ strict: false });
	const { data: workspaces } = useQuery(workspacesQuery);
	const isMine = workspaces?.some(({ workspaceSlug }) => workspaceSlug === slug);
	return (
		<header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-background/85 px-2 backdrop-blur sm:px-4">
			<Button variant="ghost" size="icon" className="md:hidden" aria-label="Open menu" onClick={onOpenDrawer}>
				<Menu aria-hidden="true" />
			</Button>
			<Tooltip content={`${collapsed ? "Expand" : "Collapse"} the sidebar (Ctrl B)`}>
				<Button
					variant="ghost"
					size="icon"
					className="hidden md:inline-flex"
					aria-label="Toggle sidebar"
					aria-expanded={!collapsed}
					onClick={onToggleSidebar}
				>
					<PanelLeft aria-hidden="true" />
				</Button>
			</Tooltip>
			<div className="flex-1" />
			{slug && isMine ? <LiveIndicator slug={slug} /> : null}
			<ThemeMenu />
			<AccountMenu />
		</header>
	);
}
