import { Tooltip as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

export const TooltipProvider = Primitive.Provider;

interface TooltipProps {
	content: ReactNode;
	side?: ComponentProps<typeof Primitive.Content>["side"];
	/** Shown only while this holds, e.g. when the label beside the icon is hidden. */
	enabled?: boolean;
	children: ReactNode;
}

/** A few words on hover and keyboard focus; never the only place where something is said. */
export function Tooltip({ content, side = "top", enabled = true, children }: TooltipProps) {
	if (!enabled) return children;
	return (
		<Primitive.Root>
			<Primitive.Trigger asChild>{children}</Primitive.Trigger>
			<Primitive.Portal>
				<Primitive.Content
					side={side}
					sideOffset={6}
					className="z-50 max-w-64 rounded-md bg-foreground px-2.5 py-1.5 text-background text-xs shadow-md"
				>
					{content}
				</Primitive.Content>
			</Primitive.Portal>
		</Primitive.Root>
	);
}
