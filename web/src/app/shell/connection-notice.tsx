import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert } from "@/components/ui/alert.tsx";
import { workspaceQuery } from "@/features/workspaces/queries.ts";

const route = getRouteApi("/signed-in/w/$slug");

const notices = {
	PENDING: {
		title: "The connection to the forge is not finished",
		text: "Nothing is mirrored until an owner completes it.",
	},
	SUSPENDED: {
		title: "The connection to the forge is suspended",
		text: "What you see is no longer updated. An owner can un-suspend the GitHub App in the organisation's settings, or give a new token.",
	},
	UNINSTALLED: {
		title: "The forge has removed our access",
		text: "What you see is no longer updated. An owner can install the GitHub App again, or give a new token.",
	},
};

const refused = { title: "The forge refuses the workspace's credential", text: "An owner can connect again." };

/** Says so when the mirror stands still because the forge no longer lets us in. */
export function ConnectionNotice() {
	const { slug } = route.useParams();
	const { data: workspace } = useQuery(workspaceQuery(slug));
	const state = workspace?.connectionState;
	const problem = workspace?.connectionProblem ?? null;
	if (!state || (state === "ACTIVE" && problem === null)) return null;
	const { title, text } = state === "ACTIVE" ? refused : notices[state];
	return (
		<Alert kind="warning" title={title} className="mb-6">
			{problem === null ? text : `${problem} What you see is no longer updated.`}
		</Alert>
	);
}
