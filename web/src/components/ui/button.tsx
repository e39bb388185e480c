import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/class-names.ts";

const buttonVariants = cva(
	"inline-flex shrink-0 items-center justify-center gap-2 whitespace-nowrap rounded-md font-medium text-sm transition-colors disabled:pointer-events-none disabled:opacity-60 aria-disabled:opacity-60 [&_svg]:size-4 [&_svg]:shrink-0",
	{
		variants: {
			variant: {
				primary: "bg-primary text-primary-foreground shadow-xs hover:bg-primary/90",
				outline: "border border-border bg-card shadow-xs hover:bg-accent",
				ghost: "hover:bg-accent",
				danger: "border border-danger/40 text-danger hover:bg-danger-soft",
				link: "h-auto p-0 text-primary underline-offset-4 hover:underline",
			},
			size: { sm: "h-8 px-3", md: "h-9 px-4", lg: "h-11 px-6 text-base", icon: "size-9", bare: "" },
		},
		defaultVariants: { variant: "primary", size: "md" },
	},
);

/** `asChild` gives the looks to the one child (a link); otherwise a button that submits nothing by itself. */
export function Button({
	className,
	variant,
	size,
	asChild = false,
	...props
}: ComponentProps<"button"> & VariantProps<typeof buttonVariants> & { asChild?: boolean }) {
	const Component = asChild ? Slot.Root : "button";
	const type = asChild ? {} : { type: props.type ?? "button" };
	return <Component className={cn(buttonVariants({ variant, size }), className)} {...props} {...type} />;
}
