/** A body as a person reads it: hidden markers are left out. */
export function readable(body: string | null): string {
	return (body ?? "").replaceAll(/<!--[\s\S]*?-->/g, "").trim();
}

/** A time as "24 Nov 2026, 22:18". */
export function when(stamp: string | number): string {
	const format = { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" } as const;
	return new Intl.DateTimeFormat("en-GB", format).format(new Date(stamp));
}
