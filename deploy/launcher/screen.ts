import type { PartFailed, Progress, RunningPart } from "./part.ts";

const FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
const NAME_WIDTH = 20;
const VERSION_WIDTH = 16;
const WHERE_WIDTH = 46;
/** Without a terminal, a step that takes longer than this says so, and again each time this passes. */
const PLAIN_EVERY_MS = 5_000;

/** What a person sees of a start: one line for each part, in the order of the list, whatever ends first. */
export interface Screen {
	begin(names: readonly string[]): void;
	progress(name: string): Progress;
	ready(name: string, part: RunningPart, milliseconds: number): void;
	/** `lost` parts leave the rest running. */
	failed(name: string, failure: PartFailed, kind: "fatal" | "lost"): void;
	/** A line of its own, such as a crash while running. */
	note(text: string): void;
	/** No more lines of parts; the spinner goes away. */
	end(): void;
}

/** Shows nothing: for instances inside tests and benchmarks. */
export const quietScreen: Screen = {
	begin: () => undefined,
	progress: () => () => undefined,
	ready: () => undefined,
	failed: () => undefined,
	note: () => undefined,
	end: () => undefined,
};

export interface Output {
	isTTY?: boolean;
	columns?: number;
	write(text: string): unknown;
}

/** Writes to a terminal with a spinner, or plain lines to anything else. */
export function createScreen(output: Output): Screen {
	const live = output.isTTY === true;
	let waiting: string[] = [];
	const lines = new Map<string, string>();
	const doing = new Map<string, { text: string; since: number; told: number }>();
	let frame = 0;
	const ticking = setInterval(tick, live ? 120 : 1_000);
	ticking.unref();

	function tick(): void {
		const [first] = waiting;
		const now = first === undefined ? undefined : doing.get(first);
		if (first === undefined || now === undefined) return;
		const seconds = Math.round((Date.now() - now.since) / 1000);
		if (live) {
			const others = waiting.length > 1 ? ` (and ${waiting.length - 1} more)` : "";
			const text = `${FRAMES[frame++ % FRAMES.length]} ${first}: ${now.text}, ${seconds} s${others}`;
			output.write(`\r\u001b[2K${text.slice(0, (output.columns ?? 80) - 1)}`);
		} else if (Date.now() - now.told > PLAIN_EVERY_MS) {
			now.told = Date.now();
			output.write(`  ${first}: ${now.text}, ${seconds} s\n`);
		}
	}

	function print(line: string): void {
		output.write(`${live ? "\r\u001b[2K" : ""}${line}\n`);
	}

	function settle(name: string, line: string): void {
		lines.set(name, line);
		while (waiting[0] !== undefined && lines.has(waiting[0])) print(lines.get(waiting.shift() ?? "") ?? "");
	}

	return {
		begin(names) {
			waiting = [...names];
		},
		progress(name) {
			const entry = { text: "waiting", since: Date.now(), told: Date.now() };
			doing.set(name, entry);
			return (text, percent) => {
				entry.text = percent === undefined ? text : `${text}, ${Math.round(percent)} %`;
			};
		},
		ready: (name, part, milliseconds) => settle(name, partLine(name, part, milliseconds)),
		failed(name, failure, kind) {
			const lines = [
				`${kind === "fatal" ? "✖" : "–"} ${name.padEnd(NAME_WIDTH)} ${failure.message}`,
				...failure.log.map((line) => `    │ ${line.slice(0, 240)}`),
				`    ${failure.remedy}`,
			];
			if (kind === "lost") settle(name, lines.join("\n"));
			else print(lines.join("\n"));
		},
		note: (text) => print(`! ${text}`),
		end() {
			clearInterval(ticking);
			if (live) output.write("\r\u001b[2K");
		},
	};
}

function partLine(name: string, { version, where }: RunningPart, milliseconds: number): string {
	const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
	return `✔ ${name.padEnd(NAME_WIDTH)} ${version.padEnd(VERSION_WIDTH)} ${where.padEnd(WHERE_WIDTH)} ${seconds.padStart(7)}`;
}
