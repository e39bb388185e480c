import { readUsage, type Usage } from "./usage.ts";

const longestLine = 1_048_576;
const longestDocument = 16_777_216;
// Chat completions end in [DONE]; Anthropic's messages and the responses dialect in events of these types. Within text
// the quotation marks would be escaped.
const lastEvent = /^data:\s*\[DONE\]|^data:.*"type":\s*"(?:message_stop|response\.(?:completed|incomplete|failed))"/;

/** Reads the usage out of an answer while its bytes pass by, whether it is one JSON document or a stream of events. */
export class UsageMeter {
	usage: Usage | null = null;
	/** Whether a stream's last event passed; a client need not wait for the connection's end after it. */
	sawLastEvent = false;
	readonly #isEventStream: boolean;
	readonly #decoder = new TextDecoder();
	#pending = "";

	constructor(isEventStream: boolean) {
		this.#isEventStream = isEventStream;
	}

	push(bytes: Uint8Array): void {
		this.#pending += this.#decoder.decode(bytes, { stream: true });
		if (!this.#isEventStream) {
			if (this.#pending.length > longestDocument) this.#pending = "";
			return;
		}
		const lines = this.#pending.split(/\r\n|\n|\r/);
		this.#pending = lines.pop() ?? "";
		// A line longer than any usage report is not worth its memory.
		if (this.#pending.length > longestLine) this.#pending = "";
		for (const line of lines) this.#readLine(line);
	}

	/** To be called once after the last byte. */
	end(): void {
		if (this.#isEventStream) this.#readLine(this.#pending);
		else this.#readDocument(this.#pending);
	}

	#readLine(line: string): void {
		if (lastEvent.test(line)) this.sawLastEvent = true;
		if (line.startsWith("data:") && line.includes('"usage"')) this.#readDocument(line.slice("data:".length));
	}

	#readDocument(text: string): void {
		try {
			this.usage = readUsage(JSON.parse(text), this.usage);
		} catch {
			// An answer that is not JSON reports no usage; whoever asked sees the answer itself.
		}
	}
}
