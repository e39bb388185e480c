import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ArrowLeft, GitBranch, MessageSquare } from "lucide-react";
import type { ReactNode } from "react";
import { Empty } from "@/components/empty.tsx";
import { ExternalLink } from "@/components/external-link.tsx";
import { Instant } from "@/components/instant.tsx";
import { Loaded } from "@/components/loaded.tsx";
import { Markdown } from "@/components/markdown.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { Person } from "@/components/person.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { ReviewNowButton } from "@/features/reviews/review-now-button.tsx";
import { Conversation } from "@/features/scm/conversation.tsx";
import { Decisions } from "@/features/scm/decisions.tsx";
import { Labels } from "@/features/scm/labels.tsx";
import { PullRequestReviews } from "@/features/scm/pull-request-reviews.tsx";
import { type PullRequestDetail, pullRequestQuery } from "@/features/scm/queries.ts";
import { PullRequestState } from "@/features/scm/state-badge.tsx";
import { formatCount, formatNumber } from "@/lib/format.ts";

const route = getRouteApi("/signed-in/w/$slug/pull-requests/$id");

export function PullRequestPage() {
	const { slug, id } = route.useParams();
	const pullRequest = useQuery(pullRequestQuery(slug, id));
	return (
		<>
			<Link
				to="/w/$slug/pull-requests"
				params={{ slug }}
				className="mb-3 inline-flex items-center gap-1 text-muted-foreground text-sm hover:text-foreground"
			>
				<ArrowLeft aria-hidden="true" className="size-4" /> Pull requests
			</Link>
			<Loaded query={pullRequest}>{(loaded) => <PullRequestView slug={slug} pullRequest={loaded} />}</Loaded>
		</>
	);
}

function PullRequestView({ slug, pullRequest }: { slug: string; pullRequest: PullRequestDetail }) {
	return (
		<>
			<PageHeader
				title={pullRequest.title}
				heading={
					<>
						{pullRequest.title} <span className="font-normal text-muted-foreground">#{pullRequest.number}</span>
					</>
				}
				description={<Facts pullRequest={pullRequest} />}
				actions={<ReviewNowButton slug={slug} pullRequestId={pullRequest.id} />}
			/>
			<div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
				<div className="min-w-0 space-y-6">
					<Card>
						<CardHeader>
							<CardTitle>Description</CardTitle>
							<ExternalLink href={pullRequest.htmlUrl} className="text-sm">
								Open on the forge
							</ExternalLink>
						</CardHeader>
						<CardContent>
							{pullRequest.body ? (
								<Markdown>{pullRequest.body}</Markdown>
							) : (
								<p className="text-muted-foreground text-sm italic">The author wrote no description.</p>
							)}
						</CardContent>
					</Card>
					<section aria-labelledby="conversation">
						<h2 id="conversation" className="mb-3 font-semibold text-base tracking-tight">
							Conversation
						</h2>
						{pullRequest.conversation.length === 0 ? (
							<Empty icon={MessageSquare} title="Nobody has said anything yet">
								Comments and reviews from the forge appear here.
							</Empty>
						) : (
							<Conversation entries={pullRequest.conversation} />
						)}
					</section>
				</div>
				<aside aria-label="Reviews and people" className="row-start-1 min-w-0 space-y-5 lg:row-auto">
					<Card>
						<CardHeader>
							<CardTitle>Reviews</CardTitle>
						</CardHeader>
						<CardContent>
							{pullRequest.reviews.length === 0 ? (
								<p className="text-muted-foreground text-sm">None yet. The next push starts one, or you ask for it.</p>
							) : (
								<PullRequestReviews slug={slug} reviews={pullRequest.reviews} />
							)}
						</CardContent>
					</Card>
					<Card>
						<CardHeader>
							<CardTitle>Why a review ran or did not</CardTitle>
						</CardHeader>
						<CardContent>
							{pullRequest.decisions.length === 0 ? (
								<p className="text-muted-foreground text-sm">Nothing has asked for one yet.</p>
							) : (
								<Decisions slug={slug} decisions={pullRequest.decisions} />
							)}
						</CardContent>
					</Card>
					<PeopleCard pullRequest={pullRequest} />
				</aside>
			</div>
		</>
	);
}

function Facts({ pullRequest }: { pullRequest: PullRequestDetail }) {
	return (
		<div className="space-y-2 pt-1">
			<p className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
				<PullRequestState {...pullRequest} />
				<Person person={pullRequest.author} />
				<span className="break-all">{pullRequest.repository.nameWithOwner}</span>
				<span className="inline-flex min-w-0 items-center gap-1">
					<GitBranch aria-hidden="true" className="size-3.5 shrink-0" />
					<code className="break-all text-xs">
						{pullRequest.headRefName} → {pullRequest.baseRefName}
					</code>
				</span>
			</p>
			<p className="flex flex-wrap items-center gap-x-3 gap-y-1.5 tabular-nums">
				<span>
					opened <Instant at={pullRequest.createdAt} />
				</span>
				<span>
					{formatCount(pullRequest.commits, "commit")}, {formatCount(pullRequest.changedFiles, "file")}
				</span>
				<span>
					<span className="text-success">+{formatNumber(pullRequest.additions)}</span>{" "}
					<span className="text-danger">−{formatNumber(pullRequest.deletions)}</span>
				</span>
				<Labels labels={pullRequest.labels} />
			</p>
		</div>
	);
}

function PeopleCard({ pullRequest }: { pullRequest: PullRequestDetail }) {
	return (
		<Card>
			<CardContent className="space-y-4 pt-4 text-sm">
				<PeopleGroup title="Assigned" people={pullRequest.assignees} />
				<PeopleGroup title="Asked to review" people={pullRequest.requestedReviewers} />
			</CardContent>
		</Card>
	);
}

function PeopleGroup({ title, people }: { title: string; people: PullRequestDetail["assignees"] }): ReactNode {
	return (
		<section>
			<h2 className="mb-1.5 font-semibold">{title}</h2>
			{people.length === 0 ? <p className="text-muted-foreground">Nobody</p> : null}
			<ul className="space-y-1.5">
				{people.map((person) => (
					<li key={person.id}>
						<Person person={person} />
					</li>
				))}
			</ul>
		</section>
	);
}
