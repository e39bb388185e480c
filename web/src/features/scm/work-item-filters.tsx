import { useQuery } from "@tanstack/react-query";
import { SearchBox } from "@/components/search-box.tsx";
import { Select } from "@/components/ui/input.tsx";
import { repositoriesQuery, type WorkItemFilter } from "./queries.ts";

export type WorkItemState = NonNullable<WorkItemFilter["state"]>;
const stateNames: Record<WorkItemState, string> = { OPEN: "Open", CLOSED: "Closed", MERGED: "Merged" };

interface WorkItemFiltersProps {
	slug: string;
	states: readonly WorkItemState[];
	filter: Omit<WorkItemFilter, "page">;
	/** The parts that changed; `undefined` removes one. */
	onChange(changed: Omit<WorkItemFilter, "page">): void;
}

/** State, repository and text; the page keeps them in its address. */
export function WorkItemFilters({ slug, states, filter, onChange }: WorkItemFiltersProps) {
	const { data: repositories } = useQuery(repositoriesQuery(slug));
	return (
		<search className="mb-4 grid gap-2 sm:grid-cols-[minmax(0,1fr)_9rem_minmax(0,15rem)]">
			<SearchBox label="Search titles" value={filter.q ?? ""} onSearch={(q) => onChange({ q: q || undefined })} />
			<Select
				aria-label="State"
				value={filter.state ?? ""}
				onChange={(event) => onChange({ state: states.find((state) => state === event.target.value) })}
			>
				<option value="">Any state</option>
				{states.map((state) => (
					<option key={state} value={state}>
						{stateNames[state]}
					</option>
				))}
			</Select>
			<Select
				aria-label="Repository"
				value={filter.repositoryId ?? ""}
				onChange={(event) => onChange({ repositoryId: Number(event.target.value) || undefined })}
			>
				<option value="">All repositories</option>
				{repositories?.content.map(({ id, nameWithOwner }) => (
					<option key={id} value={id}>
						{nameWithOwner}
					</option>
				))}
			</Select>
		</search>
	);
}
