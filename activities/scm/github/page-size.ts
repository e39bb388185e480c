import { isTooHeavy } from "../../operations/provider-failures.ts";

/**
 * Halves the page when GitHub gives up on it (502 or 504 after ten seconds, which also costs extra points), down to one
 * item; a page that passes lets the next one be twice as large again, up to `largest`.
 */
export function createPageSizer(largest: number) {
	let size = largest;
	return async <T>(read: (first: number) => Promise<T>): Promise<T> => {
		for (;;) {
			try {
				const page = await read(size);
				size = Math.min(largest, size * 2);
				return page;
			} catch (error) {
				if (!isTooHeavy(error) || size === 1) throw error;
				size = Math.max(1, Math.floor(size / 2));
			}
		}
	};
}
