import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import {
	CircleDot,
	GitPullRequest,
	LayoutDashboard,
	type LucideIcon,
	RefreshCcwDot,
	ScanSearch,
	Settings,
	Users,
} from "lucide-react";
import { Logo } from "@/components/logo.tsx";
import { Tooltip } from "@/components/ui/tooltip.tsx";
import { workspacesQuery } from "@/features/workspaces/queries.ts";
import { preferredWorkspace } from "@/features/workspaces/selection.ts";
import { WorkspaceSwitcher } from "./workspace-switcher.tsx";

interface Destination {
	to: "/w/$slug" | `/w/$slug/${"pull-requests" | "reviews" | "issues" | "people" | "sync"}`;
	label: string;
	icon: LucideIcon;
	exact?: boolean;
}

const destinations: Destination[] = [
	{ to: "/w/$slug", label: "Overview", icon: LayoutDashboard, exact: true },
	{ to: "/w/$slug/pull-requests", label: "Pull requests", icon: GitPullRequest },
	{ to: "/w/$slug/reviews", label: "Reviews", icon: ScanSearch },
	{ to: "/w/$slug/issues", label: "Issues", icon: CircleDot },
	{ to: "/w/$slug/people", label: "People", icon: Users },
	{ to: "/w/$slug/sync", label: "Sync", icon: RefreshCcwDot },
];

interface SidebarProps {
	collapsed: boolean;
	onNavigate?: () => void;
}

export function Sidebar({ collapsed, onNavigate }: SidebarProps) {
	const { slug: current } = useParams({ strict: false });
	const { data: workspaces = [] } = useQuery(workspacesQuery);
	const known = workspaces.find(({ workspaceSlug }) => workspaceSlug === current) ?? preferredWorkspace(workspaces);
	return (
		<div className="flex h-full flex-col gap-4 overflow-y-auto p-2.5">
			<Link to="/" onClick={onNavigate} className="w-fit rounded-md px-1.5 py-1">
				<Logo compact={collapsed} />
			</Link>
			<WorkspaceSwitcher collapsed={collapsed} current={known?.workspaceSlug} onNavigate={onNavigate} />
			<nav aria-label="Workspace" className="flex-1">
				{known ? (
					<ul className="space-y-0.5">
						{destinations.map((destination) => (
							<li key={destination.label}>
								<DestinationLink
									{...destination}
									slug={known.workspaceSlug}
									collapsed={collapsed}
									onNavigate={onNavigate}
								/>
							</li>
						))}
					</ul>
				) : null}
			</nav>
			<Tooltip content="Settings" side="right" enabled={collapsed}>
				<Link to="/settings" activeProps={activeLooks} onClick={onNavigate} className={looks}>
					<IconAndLabel icon={Settings} label="Settings" collapsed={collapsed} />
				</Link>
			</Tooltip>
		</div>
	);
}

const looks =
	"flex items-center gap-2.5 rounded-md px-2.5 py-2 font-medium text-muted-foreground text-sm transition-colors hover:bg-accent hover:text-foreground";
const activeLooks = { className: "bg-accent !text-foreground" };

type DestinationLinkProps = Destination & {
	slug: string;
	collapsed: boolean;
	onNavigate: (() => void) | undefined;
};

function DestinationLink({ to, label, icon, exact = false, slug, collapsed, onNavigate }: DestinationLinkProps) {
	return (
		<Tooltip content={label} side="right" enabled={collapsed}>
			<Link
				to={to}
				params={{ slug }}
				activeOptions={{ exact, includeSearch: false }}
				activeProps={activeLooks}
				onClick={onNavigate}
				className={looks}
			>
				<IconAndLabel icon={icon} label={label} collapsed={collapsed} />
			</Link>
		</Tooltip>
	);
}

function IconAndLabel({ icon: Icon, label, collapsed }: { icon: LucideIcon; label: string; collapsed: boolean }) {
	return (
		<>
			<Icon aria-hidden="true" className="size-4.5 shrink-0" />
			<span className={collapsed ? "sr-only" : undefined}>{label}</span>
		</>
	);
}
