import { createHash } from "node:crypto";
import { chmod, chown, lstat, mkdir, readdir, readlink, rm, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { canEnter, OPEN_FOLDER, type UserIds } from "./postgres-programs.ts";

/**
 * The folder that holds the cluster of `folder`, made and owned as its user needs. Where that user cannot enter (a home
 * of mode 0700, run as root) the files live in OPEN_FOLDER and `folder` is a link to them: no home is opened to others.
 */
export async function placePostgresFolder(folder: string, user: UserIds): Promise<string> {
	await mkdir(dirname(folder), { recursive: true });
	// Our own data folder may be passed through: its secrets have mode 0600.
	if (user.uid !== undefined) await chmod(dirname(folder), 0o711);
	const linked = await readlink(folder).catch(() => undefined);
	const place = linked ?? (canEnter(dirname(folder), user) ? folder : openPlace(folder));
	await mkdir(place, { recursive: true });
	await chmod(place, 0o700);
	if (user.uid !== undefined && user.gid !== undefined) await chown(place, user.uid, user.gid);
	if (linked === undefined && place !== folder) {
		if (await exists(folder)) await rm(folder, { recursive: true });
		await symlink(place, folder);
	}
	return place;
}

/** Removes a cluster together with the place that its link names. */
export async function removePostgresFolder(folder: string): Promise<void> {
	const linked = await readlink(folder).catch(() => undefined);
	if (linked?.startsWith(`${OPEN_FOLDER}/`)) await rm(linked, { recursive: true, force: true });
	await rm(folder, { recursive: true, force: true });
}

/** Whether the folder holds a cluster already. */
export async function holdsCluster(place: string): Promise<boolean> {
	return (await readdir(place)).includes("PG_VERSION");
}

function openPlace(folder: string): string {
	return join(OPEN_FOLDER, `cluster-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`);
}

async function exists(path: string): Promise<boolean> {
	return await lstat(path).then(
		() => true,
		() => false,
	);
}
