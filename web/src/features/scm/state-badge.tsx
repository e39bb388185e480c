import {
	CircleCheck,
	CircleDot,
	GitMerge,
	GitPullRequest,
	GitPullRequestClosed,
	GitPullRequestDraft,
} from "lucide-react";
import { Badge } from "@/components/ui/badge.tsx";
import type { Issue, PullRequest } from "./queries.ts";

const pullRequestLooks = {
	OPEN: { tone: "success", icon: GitPullRequest, text: "Open" },
	CLOSED: { tone: "danger", icon: GitPullRequestClosed, text: "Closed" },
	MERGED: { tone: "merged", icon: GitMerge, text: "Merged" },
	DRAFT: { tone: "neutral", icon: GitPullRequestDraft, text: "Draft" },
} as const;

/** Open, draft, merged or closed, by icon, colour and word. */
export function PullRequestState({ state, isDraft }: Pick<PullRequest, "state" | "isDraft">) {
	const { tone, icon: Icon, text } = pullRequestLooks[state === "OPEN" && isDraft ? "DRAFT" : state];
	return (
		<Badge tone={tone}>
			<Icon aria-hidden="true" /> {text}
		</Badge>
	);
}

/** Open or closed, by icon, colour and word. */
export function IssueState({ state }: Pick<Issue, "state">) {
	return state === "OPEN" ? (
		<Badge tone="success">
			<CircleDot aria-hidden="true" /> Open
		</Badge>
	) : (
		<Badge tone="merged">
			<CircleCheck aria-hidden="true" /> Closed
		</Badge>
	);
}
