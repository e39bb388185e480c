import type { NamedProcess } from "./child-process.ts";

/** Says in plain words what a part is doing now; `percent` when the end is known. */
export type Progress = (doing: string, percent?: number) => void;

/** One part of the system as the launcher sees it: every part has this shape. */
export interface Part {
	name: string;
	/** Names of the parts that must run before this one starts. */
	after: readonly string[];
	/** Without a required part nothing works; without an optional one the rest runs and says what is missing. */
	required: boolean;
	/** Answers when the part is ready for use. Throws PartFailed when it cannot be had. */
	start(progress: Progress): Promise<RunningPart>;
}

export interface RunningPart {
	version: string;
	/** Where it is reached: an address, a port, a path; or why it needs none. */
	where: string;
	/** The operator's own service is used: nothing was started, nothing will be stopped. */
	processes(): NamedProcess[];
	/** Ends it within `graceMs`, by force after that; never throws. */
	stop(graceMs: number): Promise<void>;
}

/** A part could not be had; the message says why, `remedy` what a person can do about it. */
export class PartFailed extends Error {
	override readonly name = "PartFailed";
	readonly part: string;
	readonly remedy: string;
	/** The last lines of the part's log, oldest first. */
	readonly log: readonly string[];

	constructor(part: string, message: string, details: { remedy: string; log?: readonly string[]; cause?: unknown }) {
		super(message, { cause: details.cause });
		this.part = part;
		this.remedy = details.remedy;
		this.log = details.log ?? [];
	}
}

/** A part that is somebody else's (the operator's database, a file already built): nothing to stop. */
export function borrowedPart(version: string, where: string): RunningPart {
	return { version, where, processes: () => [], stop: async () => undefined };
}
