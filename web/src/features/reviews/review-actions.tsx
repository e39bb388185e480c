import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw, Square } from "lucide-react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button.tsx";
import { workspaceKey } from "@/lib/query-keys.ts";
import { cancelReview, type ReviewDetail, rerunReview } from "./queries.ts";

/** Cancel while it runs, rerun once it has ended; both only when the server allows them. */
export function ReviewActions({ slug, review }: { slug: string; review: ReviewDetail }) {
	const queryClient = useQueryClient();
	const refresh = () => queryClient.invalidateQueries({ queryKey: workspaceKey(slug, "review", review.id) });
	const rerun = useMutation({
		mutationFn: () => rerunReview(slug, review.id),
		onSuccess: async () => {
			toast.success("Asked for a rerun", { description: "Nothing that was posted is posted twice." });
			await refresh();
		},
		onError: (error) => toast.error("The review was not rerun", { description: error.message }),
	});
	const cancel = useMutation({
		mutationFn: () => cancelReview(slug, review.id),
		onSuccess: async () => {
			toast.success("Cancelling", { description: "The container is stopped first." });
			await refresh();
		},
		onError: (error) => toast.error("The review goes on", { description: error.message }),
	});
	return (
		<>
			{review.mayCancel ? (
				<Button variant="danger" onClick={() => cancel.mutate()} disabled={cancel.isPending}>
					<Square aria-hidden="true" /> Cancel
				</Button>
			) : null}
			{review.mayRerun ? (
				<Button variant="outline" onClick={() => rerun.mutate()} disabled={rerun.isPending}>
					<RotateCcw aria-hidden="true" /> Rerun
				</Button>
			) : null}
		</>
	);
}
