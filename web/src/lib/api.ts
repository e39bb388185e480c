import { apiFetch } from "./api-fetch.ts";

export async function getJson<T>(path: string): Promise<T> {
	return (await apiFetch(`/api${path}`)).json();
}
export async function postJson<T>(path: string, body?: unknown): Promise<T> {
	const init =
		body === undefined ? {} : { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
	return (await apiFetch(`/api${path}`, { method: "POST", ...init })).json();
}
