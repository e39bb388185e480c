import type { Issue } from "./queries.ts";

/** Labels keep their forge colour as a dot; as a background it would be unreadable half of the time. */
export function Labels({ labels }: Pick<Issue, "labels">) {
	return labels.map(({ name, color }) => (
		<span
			key={name}
			className="inline-flex items-center gap-1.5 rounded-full border px-2 py-0.5 text-muted-foreground text-xs"
		>
			<span
				aria-hidden="true"
				className="size-2 rounded-full"
				style={{ backgroundColor: /^[0-9a-f]{6}$/i.test(color) ? `#${color}` : "currentColor" }}
			/>
			{name}
		</span>
	));
}
