export type ScenarioFiles = Record<string, (current: string | null) => string>;

/** A change that somebody opens on request: what it does to files, by the repository's language. */
export interface Scenario {
	name: string;
	about: string;
	branch: string;
	title: string;
	body: string | null;
	/** New content by path, from the content that is there (null where there is none). */
	files(language: string | null): ScenarioFiles;
}

/** A change that makes a new file, whatever was there. */
export function newFile(text: string): () => string {
	return () => text;
}

/** A change that puts text in place of other text where it is found, else leaves the file alone. */
export function replaced(found: string, replacement: string): (current: string | null) => string {
	return (current) => (current ?? "").replace(found, () => replacement);
}
