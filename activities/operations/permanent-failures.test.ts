import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createTestDatabase, type TestDatabase } from "@hephaestus/db/testing/postgres.ts";
import { FAILURES } from "@hephaestus/domain/operations/failures.ts";
import { ApplicationFailure } from "@temporalio/common";
import { MockActivityEnvironment } from "@temporalio/testing";
import { sql } from "kysely";
import { z } from "zod";
import { createActivityInterceptor } from "./activity-interceptor.ts";
import { createMetrics } from "./metrics.ts";

let database: TestDatabase;
before(async () => {
	database = await createTestDatabase();
});
after(() => database.stop());

/** The error that an activity of the worker ends with when its work throws. */
async function outcomeOf(work: () => Promise<unknown>): Promise<unknown> {
	const interceptor = createActivityInterceptor(createMetrics());
	const environment = new MockActivityEnvironment({}, { interceptors: [interceptor] });
	return await environment.run(work).then(
		() => assert.fail("it must fail"),
		(error: unknown) => error,
	);
}

test("a value that the database or a schema refuses is not tried again", async () => {
	const { db } = database;
	for (const work of [
		() => sql`select ${'"\\u0000"'}::jsonb`.execute(db),
		() => sql`select ${"300"}::smallint / 0`.execute(db),
		async () => z.string().max(1).parse("long"),
	]) {
		const error = await outcomeOf(work);
		assert.ok(error instanceof ApplicationFailure, String(error));
		assert.deepEqual([error.type, error.nonRetryable], [FAILURES.invalidData, true]);
	}
});

test("what may pass another time stays as it is", async () => {
	const lost = Object.assign(new Error("duplicate key"), { code: "23505" });
	const cancelled = Object.assign(new Error("terminating connection"), { code: "57P01" });
	for (const error of [lost, cancelled, new Error("a bug")])
		assert.equal(await outcomeOf(() => Promise.reject(error)), error);
});
