import type { personSchema } from "@hephaestus/api/scm/schema.ts";
import type { z } from "zod";
import { cn } from "@/lib/class-names.ts";
import { Avatar } from "./ui/avatar.tsx";

/** Picture and login; somebody the forge has forgotten reads as a deleted account. */
export function Person({ person, className }: { person: z.infer<typeof personSchema> | null; className?: string }) {
	const login = person?.login ?? "deleted account";
	return (
		<span className={cn("inline-flex min-w-0 items-center gap-1.5", className)}>
			<Avatar name={login} src={person?.avatarUrl} className="size-5" />
			<span className="truncate">{login}</span>
			{person?.type === "BOT" ? (
				<span className="rounded border px-1 text-[0.7em] text-muted-foreground">bot</span>
			) : null}
		</span>
	);
}
