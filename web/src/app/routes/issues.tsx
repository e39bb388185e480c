import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { CircleDot, SearchX } from "lucide-react";
import { Empty } from "@/components/empty.tsx";
import { Loaded } from "@/components/loaded.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { Pager } from "@/components/pager.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { IssueList } from "@/features/scm/issue-list.tsx";
import { issuesQuery } from "@/features/scm/queries.ts";
import { WorkItemFilters } from "@/features/scm/work-item-filters.tsx";
import { formatCount } from "@/lib/format.ts";

const route = getRouteApi("/signed-in/w/$slug/issues");

export function IssuesPage() {
	const { slug } = route.useParams();
	const { page = 0, ...filter } = route.useSearch();
	const navigate = route.useNavigate();
	const issues = useQuery(issuesQuery(slug, { ...filter, page }));
	const isFiltered = Object.values(filter).some((value) => value !== undefined);
	return (
		<>
			<PageHeader
				title="Issues"
				description={
					<span role="status">{issues.data ? formatCount(issues.data.totalElements, "issue") : "Counting…"}</span>
				}
			/>
			<WorkItemFilters
				slug={slug}
				states={["OPEN", "CLOSED"]}
				filter={filter}
				onChange={({ state, ...changed }) =>
					navigate({
						search: { ...filter, ...changed, state: state === "MERGED" ? undefined : (state ?? filter.state) },
						replace: true,
					})
				}
			/>
			<Loaded query={issues}>
				{({ content, totalElements, size }) =>
					content.length === 0 ? (
						<Empty
							icon={isFiltered ? SearchX : CircleDot}
							title={isFiltered ? "No issue matches" : "No issues yet"}
							action={
								isFiltered ? (
									<Button variant="outline" onClick={() => navigate({ search: {} })}>
										Clear the filters
									</Button>
								) : null
							}
						>
							{isFiltered
								? "Try fewer words or another state."
								: "They appear as the sync finds them and when one is opened."}
						</Empty>
					) : (
						<div className={issues.isPlaceholderData ? "opacity-60 transition-opacity" : undefined}>
							<Card className="overflow-hidden">
								<IssueList issues={content} />
							</Card>
							<Pager
								page={page}
								size={size}
								total={totalElements}
								onPage={(next) => navigate({ search: { ...filter, page: next || undefined } })}
							/>
						</div>
					)
				}
			</Loaded>
		</>
	);
}
