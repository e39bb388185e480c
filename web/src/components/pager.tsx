import { ChevronLeft, ChevronRight } from "lucide-react";
import { formatNumber } from "@/lib/format.ts";
import { Button } from "./ui/button.tsx";

interface PagerProps {
	page: number;
	size: number;
	total: number;
	onPage(page: number): void;
}

/** Where one is in a paged list, and the way to its neighbours; nothing when all fits on one page. */
export function Pager({ page, size, total, onPage }: PagerProps) {
	if (total <= size) return null;
	const first = page * size + 1;
	const last = Math.min(total, first + size - 1);
	return (
		<nav aria-label="Pages" className="flex items-center justify-between gap-4 pt-4 text-sm">
			<p className="text-muted-foreground">
				{formatNumber(first)}–{formatNumber(last)} of {formatNumber(total)}
			</p>
			<div className="flex gap-2">
				<Button variant="outline" size="sm" disabled={page === 0} onClick={() => onPage(page - 1)}>
					<ChevronLeft aria-hidden="true" /> Previous
				</Button>
				<Button variant="outline" size="sm" disabled={last >= total} onClick={() => onPage(page + 1)}>
					Next <ChevronRight aria-hidden="true" />
				</Button>
			</div>
		</nav>
	);
}
