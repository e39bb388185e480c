import { cn } from "@/lib/class-names.ts";

/** Enough lines to see what a comment is about. */
const shownLines = 12;

/** The end of a unified diff hunk; the sign stays in the text, so that colour is not the only mark. */
export function DiffHunk({ hunk, label }: { hunk: string; label: string }) {
	const lines = hunk.split("\n").map((text, number) => ({ text, number }));
	return (
		<figure aria-label={label} className="bg-muted/30 py-1.5 font-mono text-xs leading-5">
			<pre className="whitespace-pre-wrap [overflow-wrap:anywhere]">
				{lines.slice(-shownLines).map(({ text, number }) => (
					<code
						key={number}
						className={cn(
							"block px-4",
							text.startsWith("+") && "bg-success-soft",
							text.startsWith("-") && "bg-danger-soft",
							text.startsWith("@@") && "text-muted-foreground",
						)}
					>
						{text || " "}
					</code>
				))}
			</pre>
		</figure>
	);
}
