import { Link } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { Empty } from "@/components/empty.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { Button } from "@/components/ui/button.tsx";

/** Inside the shell, so that the switcher offers the workspaces one does have. */
export function WorkspaceNotFoundPage() {
	return (
		<>
			<PageHeader title="Not found" />
			<Empty
				icon={Compass}
				title="There is nothing here for you"
				action={
					<Button asChild>
						<Link to="/">Go to my workspace</Link>
					</Button>
				}
			>
				The workspace or page does not exist, or you are not a member of the workspace. Someone who administers it can
				add you.
			</Empty>
		</>
	);
}
