/** When a six-field cron expression fires, as the values of each field that match; all fields must match. UTC. */
export interface CronCalendar {
	second: number[];
	minute: number[];
	hour: number[];
	dayOfMonth: number[];
	month: number[];
	/** 0 is Sunday. */
	dayOfWeek: number[];
}

const MONTH_NAMES = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAY_NAMES = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * Reads a cron expression with six fields, seconds first (integration specification, section 1.2): `*`, `?`, values,
 * ranges, lists, steps and English three-letter names; Sunday is 0 or 7. Throws RangeError naming the field that is
 * wrong. Temporal's own cron strings have five fields and other rules, so the expression itself is never passed on.
 */
export function parseCron(expression: string): CronCalendar {
	const fields = expression.trim().split(/\s+/);
	if (fields.length !== 6)
		throw new RangeError(`a cron expression has six fields, seconds first, not ${fields.length}`);
	const [second = "", minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = ""] = fields;
	const days = parseField("day of week", dayOfWeek, 0, 7, DAY_NAMES).map((day) => day % 7);
	return {
		second: parseField("second", second, 0, 59),
		minute: parseField("minute", minute, 0, 59),
		hour: parseField("hour", hour, 0, 23),
		dayOfMonth: parseField("day of month", dayOfMonth, 1, 31),
		month: parseField("month", month, 1, 12, ["", ...MONTH_NAMES]),
		dayOfWeek: [...new Set(days)].toSorted((a, b) => a - b),
	};
}

function parseField(name: string, text: string, min: number, max: number, names: readonly string[] = []): number[] {
	const values = new Set(text.split(",").flatMap((part) => parsePart(name, part, min, max, names)));
	return [...values].toSorted((a, b) => a - b);
}

function parsePart(name: string, part: string, min: number, max: number, names: readonly string[]): number[] {
	const match = /^(\*|\?|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
	const wrong = new RangeError(`'${part}' is no ${name} of a cron expression (${min} to ${max})`);
	if (match === null) throw wrong;
	const [, first = "", last, stepText] = match;
	const any = first === "*" || first === "?";
	if (any && last !== undefined) throw wrong;
	const step = stepText === undefined ? 1 : Number(stepText);
	const from = any ? min : numberOf(first, names);
	const openEnd = any || stepText !== undefined ? max : from;
	const to = last === undefined ? openEnd : numberOf(last, names);
	if (!(step >= 1 && from >= min && to <= max && from <= to)) throw wrong;
	return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

// NaN, which no bound admits, for anything else.
function numberOf(text: string, names: readonly string[]): number {
	const named = names.indexOf(text.toUpperCase());
	if (text !== "" && named >= 0) return named;
	return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
