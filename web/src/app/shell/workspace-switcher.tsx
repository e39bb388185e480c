import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate } from "@tanstack/react-router";
import { ChevronsUpDown, Plus } from "lucide-react";
import { useEffect } from "react";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Button } from "@/components/ui/button.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuLabel,
	DropdownMenuRadioGroup,
	DropdownMenuRadioItem,
	DropdownMenuSeparator,
	DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu.tsx";
import { Skeleton } from "@/components/ui/skeleton.tsx";
import { workspacesQuery } from "@/features/workspaces/queries.ts";
import { cn } from "@/lib/class-names.ts";

interface WorkspaceSwitcherProps {
	collapsed: boolean;
	current: string | undefined;
	onNavigate: (() => void) | undefined;
}

/** Changes the workspace and keeps the page; Ctrl/Cmd+1…9 without opening the menu. */
export function WorkspaceSwitcher({ collapsed, current, onNavigate }: WorkspaceSwitcherProps) {
	const { data: workspaces, isPending } = useQuery(workspacesQuery);
	const switchTo = useSwitchWorkspace();
	const shown = workspaces?.find(({ workspaceSlug }) => workspaceSlug === current);

	if (isPending) return <Skeleton className="h-11 w-full" />;
	return (
		<DropdownMenu>
			<DropdownMenuTrigger asChild>
				<Button
					variant="outline"
					size="bare"
					className={cn("h-11 w-full justify-start gap-2.5 px-2", collapsed && "px-1")}
				>
					<Avatar square name={shown?.displayName ?? "?"} src={null} className="size-7 bg-primary/15 text-foreground" />
					<span className="sr-only">Switch workspace, now:</span>
					{collapsed ? (
						<span className="sr-only">{shown?.displayName ?? "none"}</span>
					) : (
						<>
							<span className="min-w-0 flex-1 text-left leading-tight">
								<span className="block truncate">{shown?.displayName ?? "No workspace yet"}</span>
								{shown ? (
									<span className="block truncate font-normal text-muted-foreground text-xs">{shown.accountLogin}</span>
								) : null}
							</span>
							<ChevronsUpDown aria-hidden="true" className="text-muted-foreground" />
						</>
					)}
				</Button>
			</DropdownMenuTrigger>
			<DropdownMenuContent align="start" className="w-60">
				<DropdownMenuLabel>Workspaces</DropdownMenuLabel>
				<DropdownMenuRadioGroup value={current ?? ""}>
					{workspaces?.map(({ workspaceSlug, displayName }, index) => (
						<DropdownMenuRadioItem
							key={workspaceSlug}
							value={workspaceSlug}
							onSelect={() => {
								switchTo(workspaceSlug);
								onNavigate?.();
							}}
						>
							<span className="flex-1 truncate">{displayName}</span>
							{index < 9 ? <kbd className="text-muted-foreground text-xs">Ctrl {index + 1}</kbd> : null}
						</DropdownMenuRadioItem>
					))}
				</DropdownMenuRadioGroup>
				<DropdownMenuSeparator />
				<DropdownMenuItem asChild>
					<Link to="/workspaces/new" onClick={onNavigate}>
						<Plus aria-hidden="true" /> New workspace
					</Link>
				</DropdownMenuItem>
			</DropdownMenuContent>
		</DropdownMenu>
	);
}

/** Lists keep their place across workspaces; a single pull request or review does not exist in the other one. */
function samePage(pathname: string): string {
	return /^\/w\/[^/]+\/([a-z-]+)/.exec(pathname)?.[1] ?? "";
}

/** How one moves to another workspace. */
function useSwitchWorkspace(): (slug: string) => void {
	const navigate = useNavigate();
	const { pathname } = useLocation();
	return (slug) => void navigate({ to: `/w/${slug}/${samePage(pathname)}` });
}

/** Ctrl/Cmd+1…9 opens the n-th workspace. Mounted once: the switcher itself exists in sidebar and drawer. */
export function useWorkspaceShortcuts(): void {
	const { data: workspaces } = useQuery(workspacesQuery);
	const switchTo = useSwitchWorkspace();
	useEffect(() => {
		function onKeyDown(event: KeyboardEvent) {
			if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !/^[1-9]$/.test(event.key)) return;
			const workspace = workspaces?.[Number(event.key) - 1];
			if (!workspace) return;
			event.preventDefault();
			switchTo(workspace.workspaceSlug);
		}
		addEventListener("keydown", onKeyDown);
		return () => removeEventListener("keydown", onKeyDown);
	}, [workspaces, switchTo]);
}
