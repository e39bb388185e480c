import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type LucideIcon, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Empty } from "@/components/empty.tsx";
import { Loaded } from "@/components/loaded.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { Pager } from "@/components/pager.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Card } from "@/components/ui/card.tsx";
import { formatCount } from "@/lib/format.ts";
import type { WorkItemFilter } from "./queries.ts";
import { WorkItemFilters, type WorkItemState } from "./work-item-filters.tsx";

type Filter = Omit<WorkItemFilter, "page">;

interface WorkItemPageProps<Item> {
	slug: string;
	title: string;
	/** One item in a sentence: `pull request`. */
	noun: string;
	icon: LucideIcon;
	states: readonly WorkItemState[];
	filter: Filter;
	page: number;
	items: UseQueryResult<{ content: Item[]; totalElements: number; size: number }>;
	onFilter(filter: Filter): void;
	onPage(page: number): void;
	children(items: Item[]): ReactNode;
}

/** A filtered, paged list of issues or pull requests; what is asked lives in the page's address. */
export function WorkItemPage<Item>(props: WorkItemPageProps<Item>) {
	const { slug, title, noun, filter, items, children } = props;
	return (
		<>
			<PageHeader
				title={title}
				description={
					<span role="status">{items.data ? formatCount(items.data.totalElements, noun) : "Counting…"}</span>
				}
			/>
			<WorkItemFilters
				slug={slug}
				states={props.states}
				filter={filter}
				onChange={(changed) => props.onFilter({ ...filter, ...changed })}
			/>
			<Loaded query={items}>
				{({ content, totalElements, size }) =>
					content.length === 0 ? (
						<NoItems {...props} />
					) : (
						<div className={items.isPlaceholderData ? "opacity-60 transition-opacity" : undefined}>
							<Card className="overflow-hidden">{children(content)}</Card>
							<Pager page={props.page} size={size} total={totalElements} onPage={props.onPage} />
						</div>
					)
				}
			</Loaded>
		</>
	);
}

type NoItemsProps = Pick<WorkItemPageProps<unknown>, "slug" | "noun" | "icon" | "filter" | "onFilter">;

function NoItems({ slug, noun, icon, filter, onFilter }: NoItemsProps) {
	if (Object.values(filter).some((value) => value !== undefined))
		return (
			<Empty
				icon={SearchX}
				title={`No ${noun} matches`}
				action={
					<Button variant="outline" onClick={() => onFilter({})}>
						Clear the filters
					</Button>
				}
			>
				Try fewer words or another state.
			</Empty>
		);
	return (
		<Empty
			icon={icon}
			title={`No ${noun}s yet`}
			action={
				<Button asChild variant="outline">
					<Link to="/w/$slug/sync" params={{ slug }}>
						See the sync
					</Link>
				</Button>
			}
		>
			They appear as the sync finds them and when one is opened.
		</Empty>
	);
}
