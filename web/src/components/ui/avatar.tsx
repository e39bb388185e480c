import { Avatar as Primitive } from "radix-ui";
import { cn } from "@/lib/class-names.ts";

interface AvatarProps {
	name: string;
	src: string | null | undefined;
	square?: boolean;
	className?: string;
}

/** Decorative: the name always stands beside it. Initials until the picture arrives, or if it never does. */
export function Avatar({ name, src, square = false, className }: AvatarProps) {
	return (
		<Primitive.Root
			aria-hidden="true"
			className={cn(
				"inline-flex size-6 shrink-0 select-none items-center justify-center overflow-hidden bg-accent font-semibold text-[0.65em] text-muted-foreground",
				square ? "rounded-md" : "rounded-full",
				className,
			)}
		>
			{src ? <Primitive.Image src={src} alt="" className="size-full object-cover" /> : null}
			<Primitive.Fallback>{name.slice(0, 2).toUpperCase()}</Primitive.Fallback>
		</Primitive.Root>
	);
}
