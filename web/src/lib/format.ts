const numbers = new Intl.NumberFormat("en");
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const absolute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

const units: [Intl.RelativeTimeFormatUnit, number][] = [
	["year", 31_536_000],
	["month", 2_592_000],
	["week", 604_800],
	["day", 86_400],
	["hour", 3_600],
	["minute", 60],
];

/** `12,480` */
export function formatNumber(value: number): string {
	return numbers.format(value);
}

/** `1 problem`, `3 problems`; `plural` for irregular words. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
	return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}

/** `3 hours ago`, `in 12 minutes`; within a minute `just now` or `in a moment`. */
export function formatRelative(instant: string, now: number = Date.now()): string {
	const seconds = (Date.parse(instant) - now) / 1000;
	for (const [unit, length] of units) {
		if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit);
	}
	return seconds > 5 ? "in a moment" : "just now";
}

/** `24 Nov 2026, 22:10` in the reader's time zone. */
export function formatInstant(instant: string): string {
	return absolute.format(new Date(instant));
}

/** `850 ms`, `12.4 s`, `3 min 20 s`, `1 h 5 min` */
export function formatDuration(milliseconds: number): string {
	if (milliseconds < 1000) return `${Math.max(0, Math.round(milliseconds))} ms`;
	const seconds = milliseconds / 1000;
	if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
	return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Dollars: three decimals below one, since a review costs cents; `null` when the model's price is not known. */
export function formatCost(dollars: number | null): string {
	if (dollars === null) return "Unknown";
	return `$${dollars.toFixed(dollars < 1 ? 3 : 2)}`;
}

/** `AWAITING_APPROVAL`, `ReviewSubmitted` → `Awaiting approval`, `Review submitted`, for values without a wording. */
export function formatConstant(value: string): string {
	const words = value
		.replaceAll(/([a-z])([A-Z])/g, "$1 $2")
		.replaceAll(/[_-]+/g, " ")
		.toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
