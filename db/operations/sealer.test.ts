import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createSealer, SealBroken } from "./sealer.ts";

const sealer = createSealer("0123456789abcdef0123456789abcdef");

test("a sealed value opens in its own row and nowhere else", () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), fc.string(), (text, row, other) => {
			const sealed = sealer.seal(text, row);
			assert.equal(sealer.open(sealed, row), text);
			if (other !== row) assert.throws(() => sealer.open(sealed, other), SealBroken);
		}),
	);
});

test("one flipped bit anywhere breaks the seal", () => {
	const sealed = sealer.seal("ghp_secret", "connection:1:credential");
	fc.assert(
		fc.property(fc.nat(sealed.length - 1), fc.nat(7), (index, bit) => {
			const tampered = Buffer.from(sealed);
			tampered.writeUInt8(tampered.readUInt8(index) ^ (1 << bit), index);
			assert.throws(() => sealer.open(tampered, "connection:1:credential"), SealBroken);
		}),
	);
});

test("a key of another length is refused, counted in bytes", () => {
	assert.throws(() => createSealer("short"), /exactly 32 bytes, not 5/);
	assert.throws(() => createSealer("ü".repeat(32)), /not 64/);
});
