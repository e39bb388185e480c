import type { ReactNode } from "react";

interface PageHeaderProps {
	title: string;
	/** When the visible heading is more than a text. */
	heading?: ReactNode;
	description?: ReactNode;
	actions?: ReactNode;
}

/** Names the page in the heading and in the browser's title. */
export function PageHeader({ title, heading = title, description, actions }: PageHeaderProps) {
	return (
		<header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
			<title>{`${title} · Hephaestus`}</title>
			<div className="min-w-0 space-y-1">
				<h1 className="text-balance break-words font-semibold text-2xl tracking-tight">{heading}</h1>
				{description ? <div className="text-muted-foreground text-sm">{description}</div> : null}
			</div>
			{actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
		</header>
	);
}
