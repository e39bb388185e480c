import assert from "node:assert/strict";
import { test } from "node:test";
import { isBootstrapAdmin } from "./bootstrap-admins.ts";

const ada = { subject: "1001", username: "Ada" };

test("a listed name or numeric id of that provider is an administrator", () => {
	assert.equal(isBootstrapAdmin("github:@ada", "github", ada), true);
	assert.equal(isBootstrapAdmin("gitlab:@bob, github:1001", "github", ada), true);
});

test("another provider, a name without its sign, part of a name or an empty list is not", () => {
	for (const list of ["", "gitlab:@ada", "github:ada", "github:@ad", "github:@1001", "@ada", "github:"])
		assert.equal(isBootstrapAdmin(list, "github", ada), false, list);
});
