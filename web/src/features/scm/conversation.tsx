import { Check, FileCode, MessageSquare, X } from "lucide-react";
import { DiffHunk } from "@/components/diff-hunk.tsx";
import { ExternalLink } from "@/components/external-link.tsx";
import { Instant } from "@/components/instant.tsx";
import { Markdown } from "@/components/markdown.tsx";
import { Person } from "@/components/person.tsx";
import { Badge, type Tone } from "@/components/ui/badge.tsx";
import { formatConstant } from "@/lib/format.ts";
import type { ConversationEntry } from "./queries.ts";

const reviewTones: Record<string, Tone> = { APPROVED: "success", CHANGES_REQUESTED: "danger" };

/** What people and bots said on the forge, oldest first. */
export function Conversation({ entries }: { entries: ConversationEntry[] }) {
	return (
		<ol className="space-y-4">
			{entries.map((entry) => (
				<li key={`${entry.kind}-${entry.id}`}>
					<Entry entry={entry} />
				</li>
			))}
		</ol>
	);
}

function Entry({ entry }: { entry: ConversationEntry }) {
	return (
		<article className="min-w-0 overflow-hidden rounded-xl border bg-card shadow-xs">
			<header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-muted/40 px-4 py-2.5 text-sm">
				<Person person={entry.author} className="font-medium" />
				{entry.reviewState ? <ReviewState state={entry.reviewState} /> : null}
				{entry.threadResolved ? (
					<Badge tone="success">
						<Check aria-hidden="true" /> Resolved
					</Badge>
				) : null}
				<span className="ml-auto text-muted-foreground">
					<ExternalLink href={entry.htmlUrl} className="text-muted-foreground">
						<Instant at={entry.createdAt} />
					</ExternalLink>
				</span>
			</header>
			{entry.path ? (
				<div className="border-b">
					<p className="flex items-center gap-1.5 break-all px-4 pt-2.5 pb-1.5 font-mono text-muted-foreground text-xs">
						<FileCode aria-hidden="true" className="size-3.5 shrink-0" />
						{entry.path}
						{entry.line === null ? null : `:${entry.line}`}
					</p>
					{entry.diffHunk ? <DiffHunk hunk={entry.diffHunk} label={`Code at ${entry.path}`} /> : null}
				</div>
			) : null}
			{entry.body ? (
				<Markdown className="px-4 py-3">{entry.body}</Markdown>
			) : (
				<p className="px-4 py-3 text-muted-foreground text-sm italic">No text</p>
			)}
		</article>
	);
}

function ReviewState({ state }: { state: string }) {
	const Icon = state === "APPROVED" ? Check : state === "CHANGES_REQUESTED" ? X : MessageSquare;
	return (
		<Badge tone={reviewTones[state] ?? "neutral"}>
			<Icon aria-hidden="true" /> {formatConstant(state)}
		</Badge>
	);
}
