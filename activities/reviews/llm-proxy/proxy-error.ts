import { HTTPException } from "hono/http-exception";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** A refusal by the proxy itself, in the shape in which the providers' clients expect errors. */
export class ProxyRefusal extends HTTPException {
	constructor(status: ContentfulStatusCode, code: string, message: string) {
		const body = { type: "error", error: { type: code, code, message } };
		// Clients retry 429 and 5xx by themselves unless told otherwise; a limit of the job does not go away.
		const headers = { "content-type": "application/json", "x-should-retry": "false" };
		super(status, { message, res: new Response(JSON.stringify(body), { status, headers }) });
	}
}
