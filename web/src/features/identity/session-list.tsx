import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Laptop, LogOut } from "lucide-react";
import { toast } from "sonner";
import { Instant } from "@/components/instant.tsx";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import { describeUserAgent } from "./describe-user-agent.ts";
import { endOtherSessions, endSession, type Session, sessionsQuery } from "./queries.ts";

/** Where one is signed in, the present browser first, each with a way to end it. */
export function SessionList({ sessions }: { sessions: Session[] }) {
	const queryClient = useQueryClient();
	const refresh = () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
	const endOne = useMutation({
		mutationFn: endSession,
		onSuccess: refresh,
		onError: (error) => toast.error("The session goes on", { description: error.message }),
	});
	const endOthers = useMutation({
		mutationFn: endOtherSessions,
		onSuccess: async () => {
			await refresh();
			toast.success("Signed out everywhere else");
		},
		onError: (error) => toast.error("The other sessions go on", { description: error.message }),
	});
	const ordered = sessions.toSorted((a, b) => Number(b.current) - Number(a.current));
	return (
		<>
			<ul className="divide-y">
				{ordered.map((session) => (
					<li key={session.jti} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
						<Laptop aria-hidden="true" className="size-5 text-muted-foreground" />
						<div className="min-w-0 flex-1 text-sm">
							<p className="flex flex-wrap items-center gap-2 font-medium">
								{describeUserAgent(session.userAgent)}
								{session.current ? <Badge tone="success">This browser</Badge> : null}
							</p>
							<p className="text-muted-foreground">
								{session.ip ? `${session.ip} · ` : null}signed in <Instant at={session.issuedAt} />
							</p>
						</div>
						{session.current ? null : (
							<Button
								variant="outline"
								size="sm"
								disabled={endOne.isPending}
								onClick={() => endOne.mutate(session.jti)}
							>
								Sign out
								<span className="sr-only"> {describeUserAgent(session.userAgent)}</span>
							</Button>
						)}
					</li>
				))}
			</ul>
			{ordered.length > 1 ? (
				<Button variant="danger" className="mt-3" disabled={endOthers.isPending} onClick={() => endOthers.mutate()}>
					<LogOut aria-hidden="true" /> Sign out everywhere else
				</Button>
			) : null}
		</>
	);
}
