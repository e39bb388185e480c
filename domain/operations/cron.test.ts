import assert from "node:assert/strict";
import { test } from "node:test";
import { temporalCron } from "./cron.ts";

test("six fields become Temporal's seven, with every year", () => {
	assert.equal(temporalCron("0 30 3 * * MON"), "0 30 3 * * MON *");
	assert.equal(temporalCron(" 0 0  * * * ? "), "0 0 * * * * *");
});
