import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root, without a slash at its end. */
export const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** Downloaded programs, shared by every data folder of this checkout; deleting it costs only another download. */
export const PROGRAMS = join(REPOSITORY, ".data/programs");
