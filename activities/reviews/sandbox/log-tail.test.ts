import assert from "node:assert/strict";
import { test } from "node:test";
import { withoutHeaders } from "./log-tail.ts";

function frame(text: string, stream = 1): Buffer {
	const header = Buffer.alloc(8);
	header[0] = stream;
	header.writeUInt32BE(Buffer.byteLength(text), 4);
	return Buffer.concat([header, Buffer.from(text)]);
}

test("joins what both streams wrote, in order", () => {
	const frames = Buffer.concat([frame("one\n"), frame("two\n", 2), frame("ä\n")]);
	assert.equal(withoutHeaders(frames).toString(), "one\ntwo\nä\n");
});

test("takes a frame that was cut off as far as it goes", () => {
	assert.equal(withoutHeaders(frame("whole").subarray(0, 10)).toString(), "wh");
	assert.equal(withoutHeaders(Buffer.alloc(3)).toString(), "");
});
