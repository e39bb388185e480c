import { connectEngine } from "../sandbox/engine.ts";

/**
 * The container engine and image of the tests. They need a real one, and a missing one is a failure rather than a
 * skip: an untested sandbox is not a sandbox.
 */
export function testEngine() {
	const socket = process.env.HEPHAESTUS_TEST_DOCKER;
	const image = process.env.HEPHAESTUS_TEST_SANDBOX_IMAGE;
	if (!socket || !image) {
		throw new Error(
			"This test runs real containers. `npm test` provides an engine; by hand, set HEPHAESTUS_TEST_DOCKER to the path of a Docker socket and HEPHAESTUS_TEST_SANDBOX_IMAGE to an image made by deploy/images/sandbox.",
		);
	}
	return { docker: connectEngine(`unix://${socket}`), socket, image };
}
