import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ScanSearch } from "lucide-react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button.tsx";
import { workspaceKey } from "@/lib/query-keys.ts";
import { requestReview } from "./queries.ts";

/** Asks for a review; what came of it shows among the decisions. */
export function ReviewNowButton({ slug, pullRequestId }: { slug: string; pullRequestId: number }) {
	const queryClient = useQueryClient();
	const request = useMutation({
		mutationFn: () => requestReview(slug, pullRequestId),
		onSuccess: async () => {
			toast.success("Asked for a review", { description: "Whether it runs, and why, shows on this page in a moment." });
			await queryClient.invalidateQueries({ queryKey: workspaceKey(slug, "pull-request", pullRequestId) });
		},
		onError: (error) => toast.error("No review was asked for", { description: error.message }),
	});
	return (
		<Button onClick={() => request.mutate()} disabled={request.isPending}>
			<ScanSearch aria-hidden="true" />
			{request.isPending ? "Asking…" : "Review now"}
		</Button>
	);
}
