import assert from "node:assert/strict";
import { test } from "node:test";
import { startTemporaryInstance } from "./temporary-instance.ts";
import { walk } from "./walk.ts";

test("sign in, mirror, webhook, review, feedback, rerun: the main job works over HTTP", async (context) => {
	const { instance, target, stop } = await startTemporaryInstance();
	try {
		assert.deepEqual([...instance.lost.keys()], [], "every part runs");
		await walk(target, ({ name, milliseconds }) => context.diagnostic(`${name}: ${milliseconds} ms`));
	} finally {
		await stop();
	}
	for (const { name, pid } of instance.processes()) assert.fail(`${name} (${pid}) still runs`);
});
