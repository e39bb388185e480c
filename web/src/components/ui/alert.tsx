import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/class-names.ts";

const kinds = {
	danger: { icon: CircleAlert, className: "border-danger/30 bg-danger-soft", iconClass: "text-danger" },
	warning: { icon: TriangleAlert, className: "border-warning/30 bg-warning-soft", iconClass: "text-warning" },
	success: { icon: CircleCheck, className: "border-success/30 bg-success-soft", iconClass: "text-success" },
	info: { icon: Info, className: "border-info/25 bg-info-soft", iconClass: "text-info" },
};

interface AlertProps {
	kind: keyof typeof kinds;
	title: ReactNode;
	children?: ReactNode;
	actions?: ReactNode;
	className?: string;
}

/** Something a person should know now; failures interrupt a screen reader, the rest waits its turn. */
export function Alert({ kind, title, children, actions, className }: AlertProps) {
	const { icon: Icon, className: kindClass, iconClass } = kinds[kind];
	return (
		<div
			role={kind === "danger" ? "alert" : "status"}
			className={cn("flex gap-3 rounded-lg border px-4 py-3 text-sm", kindClass, className)}
		>
			<Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", iconClass)} />
			<div className="min-w-0 flex-1 space-y-1">
				<p className="font-medium">{title}</p>
				{children ? <div className="break-words text-foreground/85">{children}</div> : null}
				{actions ? <div className="flex flex-wrap gap-2 pt-2">{actions}</div> : null}
			</div>
		</div>
	);
}
