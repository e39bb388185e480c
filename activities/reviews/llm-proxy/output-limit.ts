/** More than an agent's turn needs; models may be asked for many times that. */
const mostOutputTokens = 16_384;

type Field = "max_tokens" | "max_completion_tokens" | "max_output_tokens";
export type LimitedRequest = { [name in Field]?: number | null | undefined };

/** Output tokens that a request wants, within what any request may. */
export function wantedOutput(request: LimitedRequest, path: string): number {
	return Math.min(mostOutputTokens, ...namedLimits(request, path).map(([, tokens]) => tokens));
}

/** The request with its answer limited to `tokens`, in the words of the path's dialect and no other. */
export function withOutputLimit(request: LimitedRequest, path: string, tokens: number): LimitedRequest {
	const { max_tokens: _a, max_completion_tokens: _b, max_output_tokens: _c, ...rest } = request;
	const named = namedLimits(request, path).map(([field]) => field);
	const limited = named.length > 0 ? named : fieldsOf(path).slice(0, 1);
	return { ...rest, ...Object.fromEntries(limited.map((field) => [field, tokens])) };
}

function namedLimits(request: LimitedRequest, path: string): [Field, number][] {
	return fieldsOf(path).flatMap((field): [Field, number][] => {
		const tokens = request[field];
		return typeof tokens === "number" ? [[field, tokens]] : [];
	});
}

/** Names of the limit in a path's dialect, the one to set where a request has none first. */
function fieldsOf(path: string): Field[] {
	if (path.endsWith("/responses")) return ["max_output_tokens"];
	return path.endsWith("/chat/completions") ? ["max_completion_tokens", "max_tokens"] : ["max_tokens"];
}
