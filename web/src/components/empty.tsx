import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyProps {
	icon: LucideIcon;
	title: string;
	children?: ReactNode;
	action?: ReactNode;
}

/** Nothing here yet: says why, and what fills it. */
export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
	return (
		<div className="flex flex-col items-center gap-2 rounded-xl border border-dashed px-6 py-12 text-center">
			<span className="rounded-full bg-muted p-3">
				<Icon aria-hidden="true" className="size-5 text-muted-foreground" />
			</span>
			<p className="pt-1 font-medium">{title}</p>
			{children ? <p className="max-w-md text-balance text-muted-foreground text-sm">{children}</p> : null}
			{action ? <div className="pt-2">{action}</div> : null}
		</div>
	);
}
