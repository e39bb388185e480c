import type { ApiContext } from "../api-server.ts";

/** The page of rows that `page` and `per_page` ask for, with the `Link` header that leads on. */
export function paged<T>(c: ApiContext, rows: readonly T[]): { rows: T[]; headers: Record<string, string> } {
	const size = clamp(c.req.query("per_page"), 30, 100);
	const page = clamp(c.req.query("page"), 1, Number.MAX_SAFE_INTEGER);
	const last = Math.max(1, Math.ceil(rows.length / size));
	const links = [
		...(page > 1 ? [link(c, page - 1, "prev")] : []),
		...(page < last ? [link(c, page + 1, "next"), link(c, last, "last")] : []),
		...(page > 1 ? [link(c, 1, "first")] : []),
	];
	return {
		rows: rows.slice((page - 1) * size, page * size),
		headers: links.length > 0 ? { link: links.join(", ") } : {},
	};
}

function link(c: ApiContext, page: number, relation: string): string {
	const url = new URL(c.req.url);
	url.searchParams.set("page", String(page));
	return `<${url}>; rel="${relation}"`;
}

function clamp(value: string | undefined, fallback: number, most: number): number {
	const number = Number(value);
	if (!Number.isInteger(number) || number < 1) return fallback;
	return Math.min(number, most);
}
