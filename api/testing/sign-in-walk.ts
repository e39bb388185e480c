import type { Browser } from "./browser.ts";

/** Follows the redirects of a sign-in up to the provider and answers the address of its consent page. */
export async function walkToProvider(browser: Browser, returnTo = "/"): Promise<URL> {
	const begun = await browser.get(`/api/auth/login?provider=github&returnTo=${encodeURIComponent(returnTo)}`);
	const redirected = await browser.get(begun.headers.get("location") ?? "");
	return new URL(redirected.headers.get("location") ?? "");
}

/** What the person answers on the provider's page; returns the path of the callback they are sent to. */
export async function decideAtProvider(
	consent: URL,
	answer: { login: string; decision: "approve" | "refuse" },
): Promise<string> {
	const response = await fetch(consent, { method: "POST", body: new URLSearchParams(answer), redirect: "manual" });
	const callback = new URL(response.headers.get("location") ?? "");
	return callback.pathname + callback.search;
}

/** The whole dance; resolves with the answer to the callback. */
export async function signInAs(browser: Browser, login: string, returnTo = "/"): Promise<Response> {
	const consent = await walkToProvider(browser, returnTo);
	return await browser.get(await decideAtProvider(consent, { login, decision: "approve" }));
}
