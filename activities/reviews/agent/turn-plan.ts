import type { Practice } from "./task.ts";

export interface AreaTurn {
	area: string;
	practices: Practice[];
}

// One answer has room for about this many careful judgements (behaviour specification, section 10.1).
const practicesPerTurn = 6;

/** One turn an area, in the index's order; a large area takes several. */
export function planAreaTurns(practices: readonly Practice[]): AreaTurn[] {
	const byArea = Map.groupBy(practices, (practice) => practice.area);
	return [...byArea].flatMap(([area, members]) => {
		const turns: AreaTurn[] = [];
		for (let at = 0; at < members.length; at += practicesPerTurn) {
			turns.push({ area, practices: members.slice(at, at + practicesPerTurn) });
		}
		return turns;
	});
}
