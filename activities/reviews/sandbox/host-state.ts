import type Docker from "dockerode";
import { engineVersion } from "./engine.ts";
import { statusOf } from "./errors.ts";

/** Whether a host can run reviews: the version of its engine, and what is in the way in words for operators. */
export interface HostState {
	engineVersion: string | null;
	problem: string | null;
}

/** Asks the engine whether it answers and has the image that agents run in; an engine that fails is a problem too. */
export async function readHostState(engine: Docker, { image, address }: { image: string; address: string }) {
	const version = await engineVersion(engine);
	const state = (problem: string | null): HostState => ({ engineVersion: version, problem });
	if (version === null) return state(`no container engine answers at ${address} (SANDBOX_DOCKER_HOST)`);
	try {
		await engine.getImage(image).inspect();
		return state(null);
	} catch (error) {
		if (statusOf(error) === 404)
			return state(`the sandbox image ${image} (HEPHAESTUS_AGENT_IMAGE_REFERENCE) is not on the container engine`);
		return state(`the container engine cannot be asked for ${image}: ${String(error)}`);
	}
}
