import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failure } from "./failure.tsx";
import { SkeletonRows } from "./ui/skeleton.tsx";

interface LoadedProps<Data> {
	query: UseQueryResult<Data>;
	skeleton?: ReactNode;
	children(data: Data): ReactNode;
}

/** One shape for every page: a skeleton, then the data, or what went wrong with a way to try again. */
export function Loaded<Data>({ query, skeleton = <SkeletonRows />, children }: LoadedProps<Data>) {
	if (query.data !== undefined) return children(query.data);
	if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} retrying={query.isFetching} />;
	return skeleton;
}
