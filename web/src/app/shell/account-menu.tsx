import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { LogOut, Settings } from "lucide-react";
import { toast } from "sonner";
import { Avatar } from "@/components/ui/avatar.tsx";
import { Button } from "@/components/ui/button.tsx";
import {
	DropdownMenu,
	DropdownMenuContent,
	DropdownMenuItem,
	DropdownMenuLabel,
	DropdownMenuSeparator,
	DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu.tsx";
import { signOut, userQuery } from "@/features/identity/queries.ts";
import { forgetWorkspace } from "@/features/workspaces/selection.ts";

export function AccountMenu() {
	const { data: user } = useQuery(userQuery);
	const queryClient = useQueryClient();
	const navigate = useNavigate();
	const leave = useMutation({
		mutationFn: signOut,
		onSuccess: async () => {
			forgetWorkspace();
			queryClient.clear();
			queryClient.setQueryData(userQuery.queryKey, null);
			await navigate({ to: "/" });
		},
		onError: (error) => toast.error("You are still signed in", { description: error.message }),
	});
	if (!user) return null;
	return (
		<DropdownMenu>
			<DropdownMenuTrigger asChild>
				<Button variant="ghost" size="icon" className="rounded-full">
					<Avatar name={user.displayName} src={user.avatarUrl} className="size-7" />
					<span className="sr-only">Account of {user.displayName}</span>
				</Button>
			</DropdownMenuTrigger>
			<DropdownMenuContent align="end" className="w-56">
				<DropdownMenuLabel>
					<span className="block truncate font-medium text-foreground text-sm">{user.displayName}</span>
					<span className="block truncate">@{user.username}</span>
				</DropdownMenuLabel>
				<DropdownMenuSeparator />
				<DropdownMenuItem asChild>
					<Link to="/settings">
						<Settings aria-hidden="true" /> Settings
					</Link>
				</DropdownMenuItem>
				<DropdownMenuItem onSelect={() => leave.mutate()} disabled={leave.isPending}>
					<LogOut aria-hidden="true" /> Sign out
				</DropdownMenuItem>
			</DropdownMenuContent>
		</DropdownMenu>
	);
}
