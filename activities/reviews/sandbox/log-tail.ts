import type { Container } from "dockerode";
import { engineLost } from "./errors.ts";

const tailBytes = 65_536;
const headerBytes = 8;

/** The last 64 KiB that a container wrote to its standard output and error. Throws SandboxEngineLost. */
export async function readLogTail(container: Container): Promise<string> {
	const frames = await container
		.logs({ stdout: true, stderr: true, follow: false, tail: 2000 })
		.catch((error: unknown) => {
			throw engineLost(error, "reading the container's log");
		});
	return withoutHeaders(frames).subarray(-tailBytes).toString("utf8");
}

/** Strips the engine's frame headers: one byte of stream, three of padding, four of length (big endian). */
export function withoutHeaders(frames: Buffer): Buffer {
	const payloads: Buffer[] = [];
	for (let at = 0; at + headerBytes <= frames.length; ) {
		const length = frames.readUInt32BE(at + 4);
		payloads.push(frames.subarray(at + headerBytes, at + headerBytes + length));
		at += headerBytes + length;
	}
	return Buffer.concat(payloads);
}
