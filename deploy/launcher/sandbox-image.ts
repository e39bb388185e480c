import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { connectEngine } from "@hephaestus/activities/reviews/sandbox/engine.ts";
import type Docker from "dockerode";
import { assembleSandboxImage } from "../images/sandbox/assemble.ts";
import { CONTENT_LABEL, type ImageMark, markOf, ORIGIN_LABEL } from "../images/sandbox/image-mark.ts";
import { canInstallPackages, installPackages, isInstalled } from "./debian-packages.ts";
import { PartFailed, type Progress } from "./part.ts";
import { PROGRAMS, REPOSITORY } from "./repository.ts";

const PART = "Sandbox image";
const FOLDER = join(REPOSITORY, "deploy/images/sandbox");
/** A registry that has not said a word by then does not answer: the resolver of a closed network is silent for long. */
const FIRST_WORD_MS = 6_000;
/** One that falls silent this long amid its answer does not answer any more. */
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
	const present = await markOf(docker, reference);
	if (options.operators) {
		if (present === undefined) await pullOperators(docker, reference, progress);
		return "yours";
	}
	const recipe = await readFile(join(FOLDER, "Dockerfile"), "utf8");
	const content = createHash("sha256").update(recipe).digest("hex");
	if (isBuiltFrom(present, content)) return "present";
	// One that was assembled before is kept current the same way, without asking a registry at every start.
	if (present?.origin !== "assembled" && (await registryAnswers(docker, recipe, progress))) {
		await build(docker, reference, content, progress);
		return "built";
	}
	return await assemble(options, progress);
}

function isBuiltFrom(mark: ImageMark | undefined, content: string): boolean {
	return mark?.origin === "built" && mark.content === content;
}

async function registryAnswers(docker: Docker, recipe: string, progress: Progress): Promise<boolean> {
	const base = recipe.match(/^FROM\s+(\S+)/m)?.[1] ?? "";
	progress(`asking the registry for ${base}`);
	try {
		await pull(docker, base, progress, FIRST_WORD_MS);
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

async function pull(docker: Docker, reference: string, progress: Progress, firstWordMs = SILENCE_MS): Promise<void> {
	const silence = new AbortController();
	const timer = setTimeout(() => silence.abort(), firstWordMs);
	// The engine answers with its first word, which comes once the registry's name is resolved and its manifest read.
	const stream = await docker.pull(reference, { abortSignal: silence.signal }).finally(() => clearTimeout(timer));
	await follow(docker, stream, (text) => progress(`pulling ${reference}: ${text}`));
}

async function build(docker: Docker, reference: string, content: string, progress: Progress): Promise<void> {
	try {
		const stream = await docker.buildImage(
			{ context: FOLDER, src: ["Dockerfile"] },
			// Our private engine has no bridge; the build needs the packages' registry all the same.
			{ t: reference, networkmode: "host", labels: { [CONTENT_LABEL]: content, [ORIGIN_LABEL]: "built" } },
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
