import { useQuery } from "@tanstack/react-query";
import { Loaded } from "@/components/loaded.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card.tsx";
import { SkeletonRows } from "@/components/ui/skeleton.tsx";
import { sessionsQuery, userQuery } from "@/features/identity/queries.ts";
import { SessionList } from "@/features/identity/session-list.tsx";

export function SettingsPage() {
	const { data: user } = useQuery(userQuery);
	const sessions = useQuery(sessionsQuery);
	return (
		<div className="mx-auto max-w-3xl">
			<PageHeader title="Settings" />
			<div className="space-y-6">
				{user ? (
					<Card>
						<CardHeader>
							<CardTitle>You</CardTitle>
						</CardHeader>
						<CardContent className="flex items-center gap-4">
							<Avatar name={user.displayName} src={user.avatarUrl} className="size-14 text-base" />
							<div className="min-w-0 text-sm">
								<p className="flex flex-wrap items-center gap-2 font-medium text-base">
									<span className="truncate">{user.displayName}</span>
									{user.appRole === "APP_ADMIN" ? <Badge tone="info">Administrator</Badge> : null}
								</p>
								<p className="truncate text-muted-foreground">
									@{user.username}
									{user.primaryEmail ? ` · ${user.primaryEmail}` : null}
								</p>
							</div>
						</CardContent>
					</Card>
				) : null}
				<Card>
					<CardHeader>
						<CardTitle>Where you are signed in</CardTitle>
					</CardHeader>
					<CardContent>
						<Loaded query={sessions} skeleton={<SkeletonRows rows={2} />}>
							{(list) => <SessionList sessions={list} />}
						</Loaded>
					</CardContent>
				</Card>
			</div>
		</div>
	);
}
