import { ExternalLink } from "@/components/external-link.tsx";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import type { PersonRow } from "./queries.ts";

/** People as cards that lead to their profiles on the forge. */
export function PeopleGrid({ people }: { people: PersonRow[] }) {
	return (
		<ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
			{people.map(({ id, login, name, avatarUrl, htmlUrl, type }) => (
				<li key={id} className="flex min-w-0 items-center gap-3 rounded-xl border bg-card p-3.5 shadow-xs">
					<Avatar name={login} src={avatarUrl} className="size-10 text-sm" />
					<div className="min-w-0 flex-1">
						<p className="truncate font-medium">{name ?? login}</p>
						<p className="truncate text-muted-foreground text-sm">
							{htmlUrl ? <ExternalLink href={htmlUrl}>@{login}</ExternalLink> : `@${login}`}
						</p>
					</div>
					{type === "USER" ? null : <Badge tone="outline">{type === "BOT" ? "Bot" : "Organisation"}</Badge>}
				</li>
			))}
		</ul>
	);
}
