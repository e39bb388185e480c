import { LoaderCircle } from "lucide-react";

/** Shown when a page takes noticeably long to arrive. */
export function PendingPage() {
	return (
		<div role="status" className="flex min-h-[40vh] items-center justify-center gap-2 text-muted-foreground text-sm">
			<LoaderCircle aria-hidden="true" className="size-4 animate-spin" />
			Loading…
		</div>
	);
}
