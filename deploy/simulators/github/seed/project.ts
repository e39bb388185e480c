/** A repository to grow: its first files and the changes that followed, told in order. */
export interface ProjectSeed {
	name: string;
	description: string;
	language: string;
	private: boolean;
	files: Record<string, string>;
	changes: ChangeSeed[];
	issues: IssueSeed[];
}

/** A pull request to come. */
export interface ChangeSeed {
	branch: string;
	title: string;
	body: string | null;
	/** New files. */
	adds?: Record<string, string>;
	/** Replacements in files that are there: what is found, what takes its place. */
	edits?: Record<string, [string, string][]>;
	outcome: "merged" | "closed" | "open" | "draft";
	labels?: string[];
	verdict?: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED";
	summary?: string;
	threads?: ThreadSeed[];
	comments?: string[];
}

/** A conversation at the line that holds some text. */
export interface ThreadSeed {
	path: string;
	at: string;
	body: string;
	replies?: string[];
	resolved?: boolean;
}

export interface IssueSeed {
	title: string;
	body: string;
	labels?: string[];
	closed?: boolean;
	comments?: string[];
}
