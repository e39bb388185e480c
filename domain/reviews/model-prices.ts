/** US dollars for a thousand tokens. */
interface Price {
	input: number;
	output: number;
	cacheRead: number;
	cacheWrite: number;
}

/** List prices by the start of the model's name (specification, section 17); what other models cost is not known here. */
const PRICES: readonly [prefix: string, Price][] = [
	["gpt-4o-mini", { input: 0.00015, output: 0.0006, cacheRead: 0.000075, cacheWrite: 0 }],
	["gpt-4o", { input: 0.0025, output: 0.01, cacheRead: 0.00125, cacheWrite: 0 }],
	["claude-3-5-sonnet", { input: 0.003, output: 0.015, cacheRead: 0.0003, cacheWrite: 0.00375 }],
	["claude-3-5-haiku", { input: 0.0008, output: 0.004, cacheRead: 0.00008, cacheWrite: 0.001 }],
	["claude-opus-4", { input: 0.015, output: 0.075, cacheRead: 0.0015, cacheWrite: 0.01875 }],
];

export interface TokenCounts {
	inputTokens: number;
	outputTokens: number;
	cacheReadTokens: number;
	cacheWriteTokens: number;
}

/** Cost of one call in US dollars with six decimals; null for a model whose price is not known. */
export function costOfCall(model: string, tokens: TokenCounts): number | null {
	const price = PRICES.find(([prefix]) => model.startsWith(prefix))?.[1];
	if (price === undefined) return null;
	const thousands =
		tokens.inputTokens * price.input +
		tokens.outputTokens * price.output +
		tokens.cacheReadTokens * price.cacheRead +
		tokens.cacheWriteTokens * price.cacheWrite;
	return Math.round(thousands * 1000) / 1_000_000;
}
