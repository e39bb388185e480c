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

/** However many requests meet a 401 at once, the session is renewed once and all wait for it. */
function refreshOnce(): Promise<unknown> {
	refreshing ??= send("/api/auth/refresh", { method: "POST" }).finally(() => {
		refreshing = null;
	});
	return refreshing;
}

/**
 * `fetch` for the API: echoes the CSRF cookie, renews an expired session silently and repeats the request.
 * @throws {ApiProblem} for every answer that is not 2xx, and when there is no answer.
 */
export async function apiFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
	let response = await send(input, init);
	if (response.status === 401) {
		await refreshOnce();
		response = await send(input, init);
	}
	if (!response.ok) throw await ApiProblem.from(response);
	return response;
}
