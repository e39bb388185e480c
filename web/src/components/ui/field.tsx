import type { ComponentProps } from "react";
import { type ReactNode, useId } from "react";
import { Input } from "./input.tsx";

interface FieldProps extends ComponentProps<"input"> {
	label: string;
	hint?: ReactNode;
	/** What is wrong and how to put it right; announced with the input. */
	error?: string | undefined;
}

/** Label, input, hint and error, tied together for screen readers. */
export function Field({ label, hint, error, ...input }: FieldProps) {
	const id = useId();
	const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ");
	return (
		<div className="space-y-1.5">
			<label htmlFor={id} className="font-medium text-sm">
				{label}
			</label>
			<Input id={id} aria-invalid={error ? true : undefined} aria-describedby={described || undefined} {...input} />
			{hint ? (
				<p id={`${id}-hint`} className="text-muted-foreground text-sm">
					{hint}
				</p>
			) : null}
			{error ? (
				<p id={`${id}-error`} className="text-danger text-sm">
					{error}
				</p>
			) : null}
		</div>
	);
}
