import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { SearchX, Users } from "lucide-react";
import { Empty } from "@/components/empty.tsx";
import { Loaded } from "@/components/loaded.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { Pager } from "@/components/pager.tsx";
import { SearchBox } from "@/components/search-box.tsx";
import { PeopleGrid } from "@/features/scm/people-grid.tsx";
import { peopleQuery } from "@/features/scm/queries.ts";
import { formatCount } from "@/lib/format.ts";

const route = getRouteApi("/signed-in/w/$slug/people");

export function PeoplePage() {
	const { slug } = route.useParams();
	const { page = 0, q } = route.useSearch();
	const navigate = route.useNavigate();
	const people = useQuery(peopleQuery(slug, { q, page }));
	return (
		<>
			<PageHeader
				title="People"
				description={
					<span role="status">
						{people.data ? formatCount(people.data.totalElements, "person", "people") : "Counting…"} seen in this
						workspace's work
					</span>
				}
			/>
			<search className="mb-4 block max-w-sm">
				<SearchBox
					label="Search people"
					value={q ?? ""}
					onSearch={(text) => navigate({ search: { q: text || undefined }, replace: true })}
				/>
			</search>
			<Loaded query={people}>
				{({ content, totalElements, size }) =>
					content.length === 0 ? (
						<Empty icon={q ? SearchX : Users} title={q ? "Nobody matches" : "Nobody yet"}>
							{q ? "Search by login or name." : "People appear with the issues and pull requests they work on."}
						</Empty>
					) : (
						<>
							<PeopleGrid people={content} />
							<Pager
								page={page}
								size={size}
								total={totalElements}
								onPage={(next) => navigate({ search: { q, page: next || undefined } })}
							/>
						</>
					)
				}
			</Loaded>
		</>
	);
}
