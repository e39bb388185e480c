import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { GitPullRequest } from "lucide-react";
import { PullRequestList } from "@/features/scm/pull-request-list.tsx";
import { pullRequestsQuery } from "@/features/scm/queries.ts";
import { WorkItemPage } from "@/features/scm/work-item-page.tsx";

const route = getRouteApi("/signed-in/w/$slug/pull-requests");

export function PullRequestsPage() {
	const { slug } = route.useParams();
	const { page = 0, ...filter } = route.useSearch();
	const navigate = route.useNavigate();
	return (
		<WorkItemPage
			slug={slug}
			title="Pull requests"
			noun="pull request"
			icon={GitPullRequest}
			states={["OPEN", "CLOSED", "MERGED"]}
			filter={filter}
			page={page}
			items={useQuery(pullRequestsQuery(slug, { ...filter, page }))}
			onFilter={(search) => navigate({ search, replace: true })}
			onPage={(next) => navigate({ search: { ...filter, page: next || undefined } })}
		>
			{(pullRequests) => <PullRequestList slug={slug} pullRequests={pullRequests} />}
		</WorkItemPage>
	);
}
