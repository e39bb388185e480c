import assert from "node:assert/strict";
import { test } from "node:test";
import { alarmIn } from "./echo-alarms.ts";

test("warnings and errors are told with what failed and why", () => {
	assert.equal(alarmIn(`{"level":"error","msg":"No mail","err":{"message":"refused"}}`), "No mail: refused");
	assert.equal(alarmIn(`{"level":50,"msg":"No mail"}`), "No mail");
	assert.equal(
		alarmIn(`{"level":"warn","msg":"Activity failed","activityType":"deliver","error":{"type":"RATE_LIMITED"}}`),
		"Activity failed: deliver: RATE_LIMITED",
	);
});

test("everything else stays in the log", () => {
	assert.equal(alarmIn(`{"level":"info","msg":"ready"}`), undefined);
	assert.equal(alarmIn("database system is ready"), undefined);
	assert.equal(alarmIn(`{"level":"error","ms`), undefined);
});
