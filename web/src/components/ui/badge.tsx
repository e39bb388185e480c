import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/class-names.ts";

const badgeVariants = cva(
	"inline-flex w-fit shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-xs [&_svg]:size-3.5 [&_svg]:shrink-0",
	{
		variants: {
			tone: {
				neutral: "bg-muted text-muted-foreground",
				success: "bg-success-soft text-success",
				warning: "bg-warning-soft text-warning",
				danger: "bg-danger-soft text-danger",
				info: "bg-info-soft text-info",
				merged: "bg-merged-soft text-merged",
				outline: "border text-muted-foreground",
			},
		},
		defaultVariants: { tone: "neutral" },
	},
);

export type Tone = NonNullable<VariantProps<typeof badgeVariants>["tone"]>;

/** A short state; pair the colour with an icon or a word, since colour alone says nothing to many. */
export function Badge({ className, tone, ...props }: ComponentProps<"span"> & { tone?: Tone }) {
	return <span className={cn(badgeVariants({ tone }), className)} {...props} />;
}
