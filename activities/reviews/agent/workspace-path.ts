import { realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve } from "node:path";

/**
 * The real path of something in the workspace. Throws, in words for the model, when it does not exist or lies outside,
 * be it by `..` or by a symbolic link.
 */
export async function workspacePath(workspace: string, path: string): Promise<string> {
	const root = await realpath(workspace);
	const real = await realpath(resolve(root, path)).catch(() => {
		throw new Error(`There is no ${path} in the workspace.`);
	});
	const inside = relative(root, real);
	if (inside.startsWith("..") || isAbsolute(inside)) throw new Error(`${path} lies outside the workspace.`);
	return real;
}
