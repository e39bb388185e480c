const WITHOUT_BODY = new Set([204, 205, 304]);

/**
 * `fetch` that settles only once the body is there. A connection that breaks in the middle is then a network failure;
 * octokit would take the half that came for the answer.
 */
export async function fetchWhole(...request: Parameters<typeof fetch>): Promise<Response> {
	const response = await fetch(...request);
	const body = await response.arrayBuffer();
	const { status, statusText, headers } = response;
	return new Response(WITHOUT_BODY.has(status) ? null : body, { status, statusText, headers });
}
