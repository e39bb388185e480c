/** A person's browser without a window: keeps cookies per origin, follows redirects, echoes the CSRF token. */
export interface HttpClient {
	/** Follows redirects across origins; throws with the body's beginning unless the last answer is 2xx. */
	open(url: string, init?: RequestInit): Promise<{ url: string; body: string }>;
	/** JSON request to the application; throws UnexpectedAnswer for anything but 2xx. */
	json(method: string, url: string, body?: unknown): Promise<unknown>;
}

export class UnexpectedAnswer extends Error {
	override readonly name = "UnexpectedAnswer";
	readonly status: number;

	constructor(method: string, url: string, status: number, body: string) {
		super(`${method} ${url} answered ${status}: ${body.slice(0, 600)}`);
		this.status = status;
	}
}

export function createHttpClient(): HttpClient {
	const jar = new Map<string, Map<string, string>>();

	async function request(url: string, init: RequestInit): Promise<Response> {
		const origin = new URL(url).origin;
		const cookies = jar.get(origin) ?? new Map<string, string>();
		jar.set(origin, cookies);
		const headers = new Headers(init.headers);
		if (cookies.size > 0) headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
		const token = [...cookies].find(([name]) => name.endsWith("XSRF-TOKEN"))?.[1];
		if (token !== undefined) headers.set("x-xsrf-token", token);
		const response = await fetch(url, { ...init, headers, redirect: "manual" });
		for (const line of response.headers.getSetCookie()) remember(cookies, line);
		return response;
	}

	return {
		async open(url, init = {}) {
			let response = await request(url, init);
			let at = url;
			for (let hops = 0; response.status >= 300 && response.status < 400; hops++) {
				if (hops > 10) throw new Error(`${url} redirects without end.`);
				at = new URL(response.headers.get("location") ?? "", at).href;
				response = await request(at, {});
			}
			const body = await response.text();
			if (!response.ok) throw new UnexpectedAnswer(init.method ?? "GET", at, response.status, body);
			return { url: at, body };
		},
		async json(method, url, body) {
			const response = await request(url, {
				method,
				headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
			const text = await response.text();
			if (!response.ok) throw new UnexpectedAnswer(method, url, response.status, text);
			return text === "" ? null : JSON.parse(text);
		},
	};
}

function remember(cookies: Map<string, string>, line: string): void {
	const [pair = "", ...attributes] = line.split(";");
	const name = pair.slice(0, pair.indexOf("=")).trim();
	const value = pair.slice(pair.indexOf("=") + 1).trim();
	const gone = value === "" || attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute));
	if (gone) cookies.delete(name);
	else cookies.set(name, value);
}
