import { ApiProblem } from "./api-problem.ts";

const csrfCookie = /(?:^|;\s*)(?:__Host-)?XSRF-TOKEN=([^;]*)/;

function withCsrf(init: RequestInit | undefined): RequestInit {
	const headers = new Headers(init?.headers);
	const token = csrfCookie.exec(document.cookie)?.[1];
	if (token) headers.set("X-XSRF-TOKEN", decodeURIComponent(token));
	return { ...init, headers, credentials: "same-origin" };
}

async function send(input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
	try {
		return await fetch(input, withCsrf(init));
	} catch (error) {
		if (init?.signal?.aborted) throw error;
		throw ApiProblem.unreachable();
	}
}

let refreshing: Promise<unknown> | null = null;

/** Renews the session; however many ask at once, one request is sent and all wait for it. */
export function refreshOnce(): Promise<unknown> {
	refreshing ??= send("/api/auth/refresh", { method: "POST" }).finally(() => {
		refreshing = null;
	});
	return refreshing;
}

// Who is signed in is a question, not a loss: a visitor's 401 there has no session that could be renewed.
function asksForSession(input: RequestInfo | URL): boolean {
	const address = input instanceof Request ? input.url : `${input}`;
	return /^\/api\/(?:user$|auth\/)/.test(new URL(address, location.origin).pathname);
}

/**
 * `fetch` for the API: echoes the CSRF cookie, renews a session that lapsed silently and repeats the request.
 * @throws {ApiProblem} for every answer that is not 2xx, and when there is no answer.
 */
export async function apiFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
	let response = await send(input, init);
	if (response.status === 401 && !asksForSession(input)) {
		await refreshOnce();
		response = await send(input, init);
	}
	if (!response.ok) throw await ApiProblem.from(response);
	return response;
}
