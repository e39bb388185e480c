import { MessageSquare } from "lucide-react";
import { ExternalLink } from "@/components/external-link.tsx";
import { Instant } from "@/components/instant.tsx";
import { Person } from "@/components/person.tsx";
import { Labels } from "./labels.tsx";
import type { Issue } from "./queries.ts";
import { IssueState } from "./state-badge.tsx";

/** Issues have no page of their own here; the title leads to the forge. */
export function IssueList({ issues }: { issues: Issue[] }) {
	return (
		<ul className="divide-y">
			{issues.map((issue) => (
				<li key={issue.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 px-5 py-3.5">
					<div className="min-w-0 flex-1 basis-64 space-y-1">
						<ExternalLink href={issue.htmlUrl} className="break-words font-medium text-foreground hover:text-primary">
							{issue.title}
						</ExternalLink>
						<p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-sm">
							<span className="break-all">
								{issue.repository.nameWithOwner}#{issue.number}
							</span>
							<Person person={issue.author} className="max-w-40" />
							<span>
								updated <Instant at={issue.updatedAt} />
							</span>
							{issue.commentsCount > 0 ? (
								<span className="inline-flex items-center gap-1">
									<MessageSquare aria-hidden="true" className="size-3.5" /> {issue.commentsCount}
									<span className="sr-only"> comments</span>
								</span>
							) : null}
						</p>
						{issue.labels.length > 0 ? (
							<p className="flex flex-wrap gap-1.5 pt-0.5">
								<Labels labels={issue.labels} />
							</p>
						) : null}
					</div>
					<IssueState {...issue} />
				</li>
			))}
		</ul>
	);
}
