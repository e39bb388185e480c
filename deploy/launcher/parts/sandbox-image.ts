import { versionOfEngineAt } from "../engine-address.ts";
import { borrowedPart, type Part, PartFailed } from "../part.ts";
import { ensureSandboxImage } from "../sandbox-image.ts";
import type { Context } from "./context.ts";

const NAME = "Sandbox image";

/** The image that agents run in. Without it reviews wait, like without an engine. */
export function sandboxImagePart(context: Context, after: readonly string[]): Part {
	const { application, settings } = context;
	return {
		name: NAME,
		after,
		required: false,
		async start(progress) {
			const engineAddress = application.SANDBOX_DOCKER_HOST;
			if (engineAddress === undefined || !(await versionOfEngineAt(engineAddress))) throw withoutEngine();
			const reference = application.HEPHAESTUS_AGENT_IMAGE_REFERENCE ?? "hephaestus-sandbox:local";
			const operators = Boolean(settings.environment.HEPHAESTUS_AGENT_IMAGE_REFERENCE);
			return borrowedPart(await ensureSandboxImage({ engineAddress, reference, operators }, progress), reference);
		},
	};
}

function withoutEngine(): PartFailed {
	return new PartFailed(NAME, "It needs the container engine.", {
		remedy: "Start again once an engine answers: it is made then.",
	});
}
