import { Link } from "@tanstack/react-router";
import { CircleDot, FolderGit2, GitPullRequest, type LucideIcon, ScanSearch, Users } from "lucide-react";
import { formatNumber } from "@/lib/format.ts";
import type { Workspace } from "./queries.ts";

interface KeyNumber {
	key: keyof Workspace["counts"];
	label: string;
	icon: LucideIcon;
	to: `/w/$slug/${"pull-requests" | "reviews" | "issues" | "people" | "sync"}`;
}

const numbers: KeyNumber[] = [
	{ key: "pullRequests", label: "Pull requests", icon: GitPullRequest, to: "/w/$slug/pull-requests" },
	{ key: "reviews", label: "Reviews", icon: ScanSearch, to: "/w/$slug/reviews" },
	{ key: "issues", label: "Issues", icon: CircleDot, to: "/w/$slug/issues" },
	{ key: "people", label: "People", icon: Users, to: "/w/$slug/people" },
	{ key: "repositories", label: "Repositories", icon: FolderGit2, to: "/w/$slug/sync" },
];

/** What the workspace holds, each number leading to its list. */
export function KeyNumbers({ slug, counts }: { slug: string; counts: Workspace["counts"] }) {
	return (
		<ul className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:grid-cols-5">
			{numbers.map(({ key, label, icon: Icon, to }) => (
				<li key={key} className="last:col-span-2 sm:last:col-span-1">
					<Link
						to={to}
						params={{ slug }}
						className="group flex h-full flex-col gap-2 rounded-xl border bg-card p-4 shadow-xs transition-colors hover:border-primary/50"
					>
						<span className="flex items-center gap-1.5 text-muted-foreground text-sm">
							<Icon aria-hidden="true" className="size-4 group-hover:text-primary" /> {label}
						</span>
						<span className="font-semibold text-3xl tabular-nums tracking-tight">{formatNumber(counts[key])}</span>
					</Link>
				</li>
			))}
		</ul>
	);
}
