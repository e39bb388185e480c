import type { LogFile } from "../log-file.ts";
import type { Screen } from "../screen.ts";
import type { Secrets } from "../secrets.ts";
import type { Environment, Settings } from "../settings.ts";

/** What every part of one instance is made from. */
export interface Context {
	settings: Settings;
	secrets: Secrets;
	/** Of the API and the worker; the container engine's part adds where it is. */
	application: Environment;
	screen: Screen;
	/** Opens the log of one part in the data folder. */
	log(name: string): LogFile;
	/** A process of a part was started again: its id is another. */
	onRestart(): void;
}
