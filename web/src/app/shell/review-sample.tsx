import { CircleCheck, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge.tsx";

/** A drawing of what feedback looks like, for the start page. */
export function ReviewSample() {
	return (
		<figure className="overflow-hidden rounded-2xl border bg-card shadow-xl shadow-primary/5">
			<figcaption className="border-b px-5 py-3 text-muted-foreground text-sm">
				What a review looks like <span className="float-right font-mono text-xs">checkout.ts</span>
			</figcaption>
			<pre className="overflow-x-auto bg-muted/50 px-5 py-4 font-mono text-xs leading-6">
				<span className="block text-muted-foreground">41 try {"{"}</span>
				<span className="-mx-5 block bg-success-soft px-5">42 + await charge(order)</span>
				<span className="-mx-5 block bg-success-soft px-5">
					43 + {"}"} catch {"{}"}
				</span>
			</pre>
			<div className="space-y-4 px-5 py-4 text-sm">
				<div className="space-y-1.5">
					<Badge tone="danger">
						<TriangleAlert aria-hidden="true" /> Major
					</Badge>
					<p className="font-medium">A failed charge is swallowed</p>
					<p className="text-muted-foreground">
						The order is marked as paid although nobody was charged. Let the error reach the caller, or record it and
						stop.
					</p>
				</div>
				<div className="space-y-1.5 border-t pt-4">
					<Badge tone="success">
						<CircleCheck aria-hidden="true" /> Strength
					</Badge>
					<p className="font-medium">The description says why, not only what</p>
				</div>
			</div>
		</figure>
	);
}
