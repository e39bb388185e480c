/** First stop of the Tab key. */
export function SkipLink() {
	return (
		<a
			href="#main"
			className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-4 py-2 font-medium text-primary-foreground text-sm shadow-lg focus:translate-y-0"
		>
			Skip to content
		</a>
	);
}
