/** Addresses of an Enterprise Server: pages at the origin, the API under `/api/v3`. */
export interface Urls {
	web: string;
	api: string;
}

export function urlsOf(origin: string): Urls {
	return { web: origin, api: `${origin}/api/v3` };
}
