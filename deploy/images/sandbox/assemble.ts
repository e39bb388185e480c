import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, appendFile, chmod, copyFile, mkdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { connectEngine } from "@hephaestus/activities/reviews/sandbox/engine.ts";
import type Docker from "dockerode";
import { runProgram } from "../../launcher/run-program.ts";
import { unmountBelow } from "../../launcher/unmount-below.ts";
import { CONTENT_LABEL, markOf, ORIGIN_LABEL } from "./image-mark.ts";

export interface AssembleOptions {
	/** As SANDBOX_DOCKER_HOST. */
	engineAddress: string;
	/** Name and tag of the image, as HEPHAESTUS_AGENT_IMAGE_REFERENCE. */
	reference: string;
	/** A Node.js 24 executable for the engine's platform; becomes /usr/local/bin/node. */
	nodeBinary: string;
	/** Where the assembled file system is kept between runs, so that a fresh engine costs seconds. */
	cacheFolder: string;
	onProgress(doing: string): void;
}

export interface AssembledImage {
	/** Hash of what the image is made from. */
	content: string;
	/** False when the engine already had it. */
	built: boolean;
}

const suite = "trixie";
const packages = ["git", "ripgrep", "ca-certificates", "libstdc++6"];
// debootstrap lives where only root's PATH looks, and its messages are read by people of every language.
const env = { ...process.env, PATH: `${process.env.PATH ?? ""}:/usr/sbin:/sbin`, LC_ALL: "C" };
const dispensable = ["usr/share/doc", "usr/share/man", "usr/share/locale", "var/cache/apt", "var/lib/apt/lists"];

/**
 * Makes the sandbox image from Debian packages where no registry answers: debootstrap, our Node.js, then an import.
 * Needs root and debootstrap; does nothing when the engine has an image of the same content. Throws an Error that
 * carries the failed program's last words.
 */
export async function assembleSandboxImage(options: AssembleOptions): Promise<AssembledImage> {
	const docker = connectEngine(options.engineAddress);
	const content = await contentHash(options.nodeBinary);
	if ((await markOf(docker, options.reference))?.content === content) return { content, built: false };
	const tarball = join(options.cacheFolder, `sandbox-${content.slice(0, 16)}.tar`);
	if (!(await exists(tarball))) await makeTarball(tarball, options);
	options.onProgress("importing the image");
	await importImage(docker, tarball, options.reference, content);
	return { content, built: true };
}

async function contentHash(nodeBinary: string): Promise<string> {
	const hash = createHash("sha256").update(await readFile(import.meta.filename));
	// In pieces: whoever asks would keep 130 MB otherwise.
	for await (const piece of createReadStream(nodeBinary)) hash.update(piece);
	return hash.digest("hex");
}

async function makeTarball(tarball: string, options: AssembleOptions): Promise<void> {
	// One place for each cache: what a killed run left there goes first.
	const place = createHash("sha256").update(options.cacheFolder).digest("hex").slice(0, 8);
	const workplace = join(tmpdir(), `hephaestus-sandbox-${place}`);
	await removeTree(workplace);
	const root = join(workplace, "root");
	try {
		await mkdir(workplace);
		options.onProgress(`installing Debian ${suite} with ${packages.join(", ")} (about a minute, once)`);
		await runProgram("debootstrap", ["--variant=minbase", `--include=${packages.join(",")}`, suite, root], { env });
		for (const folder of dispensable) await rm(join(root, folder), { recursive: true, force: true });
		await addOurs(root, options.nodeBinary);
		options.onProgress("packing the file system");
		await mkdir(dirname(tarball), { recursive: true });
		await runProgram("tar", [
			"--create",
			"--numeric-owner",
			"--one-file-system",
			`--file=${tarball}.part`,
			"-C",
			root,
			".",
		]);
		await rename(`${tarball}.part`, tarball);
	} finally {
		await removeTree(workplace);
	}
}

async function removeTree(folder: string): Promise<void> {
	await unmountBelow(folder);
	await rm(folder, { recursive: true, force: true });
}

async function addOurs(root: string, nodeBinary: string): Promise<void> {
	const node = join(root, "usr/local/bin/node");
	await copyFile(nodeBinary, node);
	await chmod(node, 0o755);
	await appendFile(join(root, "etc/passwd"), "agent:x:1000:1000::/home/agent:/bin/bash\n");
	await appendFile(join(root, "etc/group"), "agent:x:1000:\n");
	for (const folder of ["home/agent", "workspace", "opt/hephaestus", "run/hephaestus"]) {
		await mkdir(join(root, folder), { recursive: true });
	}
}

async function importImage(docker: Docker, tarball: string, reference: string, content: string): Promise<void> {
	const { repository, tag } = splitReference(reference);
	const changes = [
		"ENV PATH=/usr/local/bin:/usr/bin:/bin LANG=C.UTF-8 HOME=/home/agent",
		"USER 1000:1000",
		"WORKDIR /workspace",
		'CMD ["node","/opt/hephaestus/agent.mjs"]',
		`LABEL ${CONTENT_LABEL}=${content} ${ORIGIN_LABEL}=assembled`,
	];
	const stream = await docker.importImage(createReadStream(tarball), { repo: repository, tag, changes });
	await new Promise<void>((resolve, reject) => {
		docker.modem.followProgress(stream, (error) => (error ? reject(error) : resolve()));
	});
}

/** A colon after the last slash begins the tag; one before it belongs to a host's port. */
function splitReference(reference: string): { repository: string; tag: string } {
	const match = /^(.+?)(?::([\w.-]+))?$/.exec(reference);
	return { repository: match?.[1] ?? reference, tag: match?.[2] ?? "latest" };
}

function exists(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false,
	);
}
