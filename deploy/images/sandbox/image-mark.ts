import type Docker from "dockerode";

/** Labels of the sandbox image: what it was made from, so that it is made again only when that changes, and how. */
export const CONTENT_LABEL = "hephaestus.sandbox-content";
export const ORIGIN_LABEL = "hephaestus.sandbox-origin";

export interface ImageMark {
	/** Hash of what it was made from; undefined when someone else made the image. */
	content: string | undefined;
	/** By a Dockerfile (`built`) or from Debian packages (`assembled`). */
	origin: string | undefined;
}

/** How an image was made, by its labels; undefined when the engine has no such image. */
export async function markOf(docker: Docker, reference: string): Promise<ImageMark | undefined> {
	try {
		const { Labels: labels } = (await docker.getImage(reference).inspect()).Config;
		return { content: labels?.[CONTENT_LABEL], origin: labels?.[ORIGIN_LABEL] };
	} catch (error) {
		if (error instanceof Error && "statusCode" in error && error.statusCode === 404) return undefined;
		throw error;
	}
}
