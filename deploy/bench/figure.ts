export type Unit = "s" | "ms" | "MB" | "ratio";

export interface Figure {
	value: number;
	unit: Unit;
	/** The aim in words, such as "<= 15"; absent for figures that only inform. */
	aim?: string;
	met?: boolean;
}

/** A figure that only informs, rounded to what the noise of the machine allows. */
export function figure(value: number, unit: Unit): Figure {
	return { value: round(value), unit };
}

/** A figure with an upper bound to stay within. */
export function atMost(value: number, unit: Unit, bound: number): Figure {
	return { value: round(value), unit, aim: `<= ${bound}`, met: value <= bound };
}

/** The last line a benchmark prints: one JSON object. */
export function report(bench: string, figures: Record<string, Figure>): string {
	return JSON.stringify({ bench, figures });
}

function round(value: number): number {
	return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
