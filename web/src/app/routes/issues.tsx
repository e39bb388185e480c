import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CircleDot } from "lucide-react";
import { IssueList } from "@/features/scm/issue-list.tsx";
import { issuesQuery } from "@/features/scm/queries.ts";
import { WorkItemPage } from "@/features/scm/work-item-page.tsx";

const route = getRouteApi("/signed-in/w/$slug/issues");

export function IssuesPage() {
	const { slug } = route.useParams();
	const { page = 0, ...filter } = route.useSearch();
	const navigate = route.useNavigate();
	return (
		<WorkItemPage
			slug={slug}
			title="Issues"
			noun="issue"
			icon={CircleDot}
			states={["OPEN", "CLOSED"]}
			filter={filter}
			page={page}
			items={useQuery(issuesQuery(slug, { ...filter, page }))}
			onFilter={({ state, ...search }) =>
				navigate({ search: { ...search, state: state === "MERGED" ? undefined : state }, replace: true })
			}
			onPage={(next) => navigate({ search: { ...filter, page: next || undefined } })}
		>
			{(issues) => <IssueList issues={issues} />}
		</WorkItemPage>
	);
}
