import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Lock } from "lucide-react";
import { Empty } from "@/components/empty.tsx";
import { Loaded } from "@/components/loaded.tsx";
import { PageHeader } from "@/components/page-header.tsx";
import { NewWorkspace } from "@/features/workspaces/new-workspace.tsx";
import { workspaceProvidersQuery, workspacesQuery } from "@/features/workspaces/queries.ts";

export function NewWorkspacePage() {
	const navigate = useNavigate();
	const providers = useQuery(workspaceProvidersQuery);
	const { data: workspaces } = useQuery(workspacesQuery);
	const isFirst = workspaces?.length === 0;
	return (
		<div className="mx-auto max-w-2xl">
			<PageHeader
				title={isFirst ? "Make your first workspace" : "New workspace"}
				description="A workspace mirrors the work of one organisation or account: its repositories, issues, pull requests and people."
			/>
			<Loaded query={providers}>
				{(available) =>
					available.mayCreate ? (
						<NewWorkspace
							providers={available}
							onCreated={({ workspaceSlug }) => navigate({ to: "/w/$slug/sync", params: { slug: workspaceSlug } })}
						/>
					) : (
						<Empty icon={Lock} title="Only administrators make workspaces here">
							Ask whoever administers this server to make one and add you to it. They can also let everybody do it
							(HEPHAESTUS_WORKSPACE_CREATION_POLICY=SELF_SERVICE).
						</Empty>
					)
				}
			</Loaded>
		</div>
	);
}
