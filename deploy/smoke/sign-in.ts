import { userSchema } from "@hephaestus/api/identity/schema.ts";
import { createHttpClient, type HttpClient } from "./http-client.ts";

/** Signs a person of the simulated forge in through the whole OAuth dance; answers the browser that holds the session. */
export async function signIn(app: string, login: string): Promise<HttpClient> {
	const browser = createHttpClient();
	await browser.open(`${app}/api/identity-providers`);
	const authorize = await browser.open(`${app}/api/auth/login?provider=github&returnTo=%2F`);
	if (!authorize.url.includes("/login/oauth/authorize")) throw new Error(`sign-in led to ${authorize.url}`);
	if (!authorize.url.includes("code_challenge_method=S256")) throw new Error("sign-in does not use PKCE");
	await browser.open(authorize.url, {
		method: "POST",
		headers: { "content-type": "application/x-www-form-urlencoded" },
		body: new URLSearchParams({ ...formFields(authorize.body), login, decision: "approve" }),
	});
	userSchema.parse(await browser.json("GET", `${app}/api/user`));
	return browser;
}

function formFields(page: string): Record<string, string> {
	const inputs = page.matchAll(/<input[^>]*type="hidden"[^>]*>/g);
	return Object.fromEntries([...inputs].map(([tag]) => [attribute(tag, "name"), attribute(tag, "value")]));
}

function attribute(tag: string, name: string): string {
	const value = tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? "";
	return value.replaceAll("&amp;", "&").replaceAll("&quot;", '"');
}
