const SECONDS = { s: 1, m: 60, h: 3600 } as const;

/** Seconds of a configured duration such as `15m`; the configuration has checked its form. */
export function durationSeconds(text: string): number {
	const [, amount, unit] = text.match(/^(\d+)([smh])$/) ?? [];
	if (unit !== "s" && unit !== "m" && unit !== "h") throw new RangeError(`Not a duration: ${text}`);
	return Number(amount) * SECONDS[unit];
}
