import { CircleDot, FolderGit2, GitPullRequest, MessageSquare, MessagesSquare, Users } from "lucide-react";
import { formatNumber } from "@/lib/format.ts";
import type { SyncStatus } from "./queries.ts";

const kinds = [
	{ key: "repositories", label: "Repositories", icon: FolderGit2 },
	{ key: "people", label: "People", icon: Users },
	{ key: "pullRequests", label: "Pull requests", icon: GitPullRequest },
	{ key: "issues", label: "Issues", icon: CircleDot },
	{ key: "reviews", label: "Reviews", icon: MessagesSquare },
	{ key: "comments", label: "Comments", icon: MessageSquare },
] as const;

/** What the mirror holds by now. */
export function SyncCounts({ counts }: { counts: SyncStatus["counts"] }) {
	return (
		<dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border bg-border sm:grid-cols-3 lg:grid-cols-6">
			{kinds.map(({ key, label, icon: Icon }) => (
				<div key={key} className="flex flex-col-reverse bg-card px-4 py-3.5">
					<dt className="flex items-center gap-1.5 text-muted-foreground text-sm">
						<Icon aria-hidden="true" className="size-3.5" /> {label}
					</dt>
					<dd className="font-semibold text-2xl tabular-nums tracking-tight">{formatNumber(counts[key])}</dd>
				</div>
			))}
		</dl>
	);
}
