const hopByHop = [
	"connection",
	"keep-alive",
	"proxy-authenticate",
	"proxy-authorization",
	"proxy-connection",
	"te",
	"trailer",
	"transfer-encoding",
	"upgrade",
	"expect",
];
const credentials = ["authorization", "x-api-key", "api-key", "cookie"];
const own = ["host", "content-length", "accept-encoding", "forwarded", "via"];
const notForwarded = new Set([...hopByHop, ...credentials, ...own]);
const notReturned = new Set([...hopByHop, "content-length", "content-encoding", "set-cookie", "alt-svc"]);

/** Headers of the container's request that may go on to the provider; no credential, nothing about the hop. */
export function forwardedHeaders(headers: Headers): Record<string, string> {
	const forwarded: Record<string, string> = {};
	for (const [name, value] of headers) {
		if (!notForwarded.has(name) && !name.startsWith("x-forwarded-")) forwarded[name] = value;
	}
	forwarded["accept-encoding"] = "identity";
	return forwarded;
}

/** Headers of the provider's answer that go back to the container. */
export function returnedHeaders(headers: Record<string, string | string[] | undefined>): Headers {
	const returned = new Headers();
	for (const [name, value] of Object.entries(headers)) {
		if (value !== undefined && !notReturned.has(name)) returned.set(name, [value].flat().join(", "));
	}
	return returned;
}
