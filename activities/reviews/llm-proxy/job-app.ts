import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import { type FinishedMessage, finishedMessage, progressMessage } from "./job-messages.ts";
import { requireToken } from "./proxy-app.ts";
import { ProxyRefusal } from "./proxy-error.ts";
import type { ReportedFindings } from "./reported-findings.ts";

export interface JobListener {
	onProgress(text: string): void;
	onFinished(message: FinishedMessage): void;
}

const statuses = { ACCEPTED: 201, DUPLICATE: 200, REFUSED: 422 } as const;

/** `/internal/job/**`: the only way in which anything leaves the container. */
export function createJobApp(token: string, findings: ReportedFindings, listener: JobListener): Hono {
	const app = new Hono();
	app.use("/internal/job/*", bodyLimit({ maxSize: 256 * 1024 }), async (c, next) => {
		requireToken(c.req.raw.headers, token);
		await next();
	});
	app.post("/internal/job/findings", async (c) => {
		const answer = await findings.report(await readJson(c.req.raw));
		return c.json({ message: answer.message }, statuses[answer.kind]);
	});
	app.post("/internal/job/progress", async (c) => {
		listener.onProgress(parse(progressMessage, await readJson(c.req.raw)).text);
		return c.body(null, 204);
	});
	app.post("/internal/job/finished", async (c) => {
		listener.onFinished(parse(finishedMessage, await readJson(c.req.raw)));
		return c.body(null, 204);
	});
	return app;
}

async function readJson(request: Request): Promise<unknown> {
	try {
		return await request.json();
	} catch {
		throw new ProxyRefusal(400, "invalid_request_error", "The body is not JSON.");
	}
}

function parse<T>(schema: z.ZodType<T>, input: unknown): T {
	const parsed = schema.safeParse(input);
	if (!parsed.success) throw new ProxyRefusal(422, "invalid_request_error", z.prettifyError(parsed.error));
	return parsed.data;
}
