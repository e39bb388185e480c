const FALLBACK = "/";
const MAX_DECODINGS = 3;

/**
 * A path of this application one may be sent to after signing in; anything else becomes `/`. Decodes until stable, so
 * that an escaped `//host` does not slip through (identity specification, section 4).
 */
export function safeReturnTo(requested: string | undefined): string {
	if (requested === undefined) return FALLBACK;
	const decoded = fullyDecoded(requested);
	return decoded !== null && isLocalPath(decoded) ? requested : FALLBACK;
}

function fullyDecoded(text: string): string | null {
	let current = text;
	try {
		for (let pass = 0; pass < MAX_DECODINGS; pass++) {
			const next = decodeURIComponent(current);
			if (next === current) return current;
			current = next;
		}
		return decodeURIComponent(current) === current ? current : null;
	} catch {
		// A malformed escape is not an address.
		return null;
	}
}

function isLocalPath(path: string): boolean {
	return /^\/(?![/\\])/.test(path) && !/\p{Cc}/u.test(path) && !/(javascript|data|vbscript|file):/i.test(path);
}
