import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { githubDeliveryAddress } from "./lanes.ts";

test("a delivery about a repository goes to the repository's lane, without case", () => {
	assert.deepEqual(
		githubDeliveryAddress({
			action: "opened",
			repository: { full_name: "Acme/Rocket" },
			organization: { login: "Acme" },
		}),
		{ lane: "github/acme/rocket", repository: "Acme/Rocket", action: "opened" },
	);
});

test("without a repository the organisation counts, then the installation", () => {
	assert.equal(githubDeliveryAddress({ organization: { login: "Acme" }, installation: { id: 7 } }).lane, "github/acme");
	assert.equal(githubDeliveryAddress({ installation: { id: 7 } }).lane, "github/installation-7");
	assert.equal(githubDeliveryAddress({}).lane, "github/unknown");
});

test("any JSON has a lane, so that no verified delivery is turned away for its content", () => {
	fc.assert(fc.property(fc.jsonValue(), (body) => githubDeliveryAddress(body).lane.startsWith("github/")));
});
