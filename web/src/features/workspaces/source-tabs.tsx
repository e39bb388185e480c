import type { LucideIcon } from "lucide-react";
import { cn } from "@/lib/class-names.ts";

interface SourceTabsProps<Value extends string> {
	value: Value;
	onChange(value: Value): void;
	options: { value: Value; icon: LucideIcon; title: string; text: string }[];
}

/** A choice between two ways, as radio buttons that look like cards. */
export function SourceTabs<Value extends string>({ value, onChange, options }: SourceTabsProps<Value>) {
	return (
		<fieldset className="grid gap-3 sm:grid-cols-2">
			<legend className="sr-only">How to connect</legend>
			{options.map(({ value: option, icon: Icon, title, text }) => (
				<label
					key={option}
					className={cn(
						"flex cursor-pointer gap-3 rounded-xl border bg-card p-4 has-focus-visible:outline-2 has-focus-visible:outline-ring",
						option === value ? "border-primary ring-1 ring-primary" : "hover:bg-accent/50",
					)}
				>
					<input
						type="radio"
						name="source"
						className="sr-only"
						checked={option === value}
						onChange={() => onChange(option)}
					/>
					<Icon aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-primary" />
					<span>
						<span className="block font-medium">{title}</span>
						<span className="block text-muted-foreground text-sm">{text}</span>
					</span>
				</label>
			))}
		</fieldset>
	);
}
