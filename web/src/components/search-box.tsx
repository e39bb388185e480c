import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Input } from "./ui/input.tsx";

const settleMs = 300;

interface SearchBoxProps {
	label: string;
	value: string;
	/** Called when typing has settled. */
	onSearch(text: string): void;
}

/** Searches as one types, without asking for every letter. */
export function SearchBox({ label, value, onSearch }: SearchBoxProps) {
	const [text, setText] = useState(value);
	const latest = useRef(onSearch);
	latest.current = onSearch;

	// The address may change from outside: back, forward, a reset.
	useEffect(() => setText(value), [value]);
	useEffect(() => {
		if (text === value) return;
		const timer = setTimeout(() => latest.current(text), settleMs);
		return () => clearTimeout(timer);
	}, [text, value]);

	return (
		<div className="relative">
			<Search
				aria-hidden="true"
				className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-3 size-4 text-muted-foreground"
			/>
			<Input
				type="search"
				aria-label={label}
				placeholder={label}
				className="pl-9"
				maxLength={200}
				value={text}
				onChange={(event) => setText(event.target.value)}
			/>
		</div>
	);
}
