import { createWriteStream, existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const KEPT_LINES = 200;
const KEPT_FILES = 3;

/** The log of one child process: whole on disk, its last lines in memory for the message when it fails. */
export interface LogFile {
	path: string;
	/** Writes every line of a stream, and hands it to whoever watches. */
	follow(stream: Readable): void;
	watch(listener: (line: string) => void): void;
	tail(lines: number): string[];
	close(): void;
}

/** Opens `path` for a new run; the files of the last three runs stay as `.1` to `.3`. */
export function openLogFile(path: string): LogFile {
	mkdirSync(dirname(path), { recursive: true });
	rotate(path);
	const file = createWriteStream(path, { flags: "a", mode: 0o600 });
	const last: string[] = [];
	const listeners = new Set<(line: string) => void>();
	return {
		path,
		follow(stream) {
			createInterface({ input: stream }).on("line", (line) => {
				if (!file.writableEnded) file.write(`${line}\n`);
				last.push(line);
				if (last.length > KEPT_LINES) last.shift();
				for (const listener of listeners) listener(line);
			});
		},
		watch: (listener) => void listeners.add(listener),
		tail: (lines) => last.slice(-lines),
		close: () => void file.end(),
	};
}

function rotate(path: string): void {
	for (let age = KEPT_FILES; age > 0; age--) {
		const younger = age === 1 ? path : `${path}.${age - 1}`;
		if (existsSync(younger)) renameSync(younger, `${path}.${age}`);
	}
}
