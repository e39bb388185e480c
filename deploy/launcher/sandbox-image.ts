import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { connectEngine } from "@hephaestus/activities/reviews/sandbox/engine.ts";
import type Docker from "dockerode";
import { assembleSandboxImage } from "../images/sandbox/assemble.ts";
import { canInstallPackages, installPackages, isInstalled } from "./debian-packages.ts";
import { PartFailed, type Progress } from "./part.ts";
import { PROGRAMS, REPOSITORY } from "./repository.ts";

const PART = "Sandbox image";
const FOLDER = join(REPOSITORY, "deploy/images/sandbox");
/** Says what an image was made from, so that it is made again only when that changes. */
const CONTENT_LABEL = "hephaestus.sandbox-content";
/** A registry that stays silent this long does not answer. */
const SILENCE_MS = 30_000;

export interface SandboxImageOptions {
	engineAddress: string;
	reference: string;
	/** The operator named the image: it is used as it is, never built. */
	operators: boolean;
}

/**
 * Sees to it that the engine has the image that agents run in: as it is when its content is current, else built from
 * deploy/images/sandbox where a registry answers, else assembled from Debian packages. Answers how it came to be.
 */
export async function ensureSandboxImage(options: SandboxImageOptions, progress: Progress): Promise<string> {
	const docker = connectEngine(options.engineAddress);
	const { reference } = options;
	const present = await contentOf(docker, reference);
	if (options.operators) {
		if (present === undefined) await pullOperators(docker, reference, progress);
		return "yours";
	}
	const recipe = await readFile(join(FOLDER, "Dockerfile"), "utf8");
	const content = createHash("sha256").update(recipe).digest("hex");
	if (present === content) return "present";
	// One that was assembled before is kept current the same way, without asking a registry at every start.
	const assembled = present !== undefined && present !== "";
	if (!assembled && (await registryAnswers(docker, recipe, progress))) {
		await build(docker, reference, content, progress);
		return "built";
	}
	return await assemble(options, progress);
}

/** The content label of an image, empty when it has none; undefined when the engine has no such image. */
async function contentOf(docker: Docker, reference: string): Promise<string | undefined> {
	try {
		const { Config } = await docker.getImage(reference).inspect();
		return Config.Labels?.[CONTENT_LABEL] ?? "";
	} catch (error) {
		if (error instanceof Error && "statusCode" in error && error.statusCode === 404) return undefined;
		throw error;
	}
}

async function registryAnswers(docker: Docker, recipe: string, progress: Progress): Promise<boolean> {
	const base = recipe.match(/^FROM\s+(\S+)/m)?.[1] ?? "";
	progress(`asking the registry for ${base}`);
	try {
		await pull(docker, base, progress);
		return true;
	} catch {
		return false; // then the packages of Debian are the way
	}
}

async function pullOperators(docker: Docker, reference: string, progress: Progress): Promise<void> {
	try {
		await pull(docker, reference, progress);
	} catch (cause) {
		throw new PartFailed(PART, `The engine has no image ${reference} and cannot pull it: ${String(cause)}`, {
			remedy: "Load the image into the engine, or unset HEPHAESTUS_AGENT_IMAGE_REFERENCE to have one made.",
			cause,
		});
	}
}

async function pull(docker: Docker, reference: string, progress: Progress): Promise<void> {
	await follow(docker, await docker.pull(reference), (text) => progress(`pulling ${reference}: ${text}`));
}

async function build(docker: Docker, reference: string, content: string, progress: Progress): Promise<void> {
	try {
		const stream = await docker.buildImage(
			{ context: FOLDER, src: ["Dockerfile"] },
			// Our private engine has no bridge; the build needs the packages' registry all the same.
			{ t: reference, networkmode: "host", labels: { [CONTENT_LABEL]: content } },
		);
		await follow(docker, stream, (text) => progress(`building: ${text}`));
	} catch (cause) {
		throw new PartFailed(PART, `It could not be built from deploy/images/sandbox: ${String(cause)}`, {
			remedy: `Build it by hand with \`docker build --network host -t ${reference} deploy/images/sandbox\`.`,
			cause,
		});
	}
}

/** Reads an engine's answer to its end; throws when it reports an error or falls silent. */
async function follow(docker: Docker, stream: NodeJS.ReadableStream, tell: (text: string) => void): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		const silent = () => reject(new Error(`no word from the engine for ${SILENCE_MS / 1000} s`));
		const timer = setTimeout(silent, SILENCE_MS);
		docker.modem.followProgress(
			stream,
			(error) => {
				clearTimeout(timer);
				if (error) reject(error);
				else resolve();
			},
			(event: { status?: string; stream?: string }) => {
				timer.refresh();
				const text = (event.stream ?? event.status ?? "").trim();
				if (text !== "") tell(text.slice(0, 70));
			},
		);
	});
}

async function assemble({ engineAddress, reference }: SandboxImageOptions, progress: Progress): Promise<string> {
	try {
		if (!isInstalled("debootstrap") && canInstallPackages()) await installPackages(["debootstrap"], progress);
		const { built } = await assembleSandboxImage({
			engineAddress,
			reference,
			nodeBinary: process.execPath,
			cacheFolder: PROGRAMS,
			onProgress: (doing) => progress(doing),
		});
		return built ? "assembled" : "present";
	} catch (cause) {
		throw new PartFailed(PART, `No registry answers, and it could not be assembled: ${String(cause)}`, {
			remedy: "Start where the engine reaches a registry, or as root on a Debian with debootstrap.",
			cause,
		});
	}
}
