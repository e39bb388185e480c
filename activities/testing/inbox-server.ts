import { createServer } from "node:http";
import { json } from "node:stream/consumers";
import type { Database } from "@hephaestus/db/operations/database.ts";
import { githubDeliveryAddress } from "@hephaestus/domain/webhooks/lanes.ts";

export interface InboxServer {
	url: string;
	/** Lanes that received something, in order of their first delivery. */
	lanes: Set<string>;
	stop(): Promise<void>;
}

/** Takes GitHub's deliveries into the inbox without asking who sent them: what the API does, less its verification. */
export async function startInboxServer(db: Database): Promise<InboxServer> {
	const lanes = new Set<string>();
	const server = createServer(async (request, response) => {
		const body = await json(request);
		const { lane, repository, action } = githubDeliveryAddress(body);
		lanes.add(lane);
		await db
			.insertInto("webhook_delivery")
			.values({
				kind: "GITHUB",
				delivery_id: String(request.headers["x-github-delivery"]),
				event: String(request.headers["x-github-event"]),
				lane,
				action,
				repository_name: repository,
				body: Buffer.from(JSON.stringify(body)),
			})
			.onConflict((conflict) => conflict.doNothing())
			.execute();
		response.writeHead(202).end();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const address = server.address();
	if (address === null || typeof address === "string") throw new Error("The inbox server has no port.");
	return {
		url: `http://127.0.0.1:${address.port}/webhooks/github`,
		lanes,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
