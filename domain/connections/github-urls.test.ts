import assert from "node:assert/strict";
import { test } from "node:test";
import { githubApiUrl, githubGraphqlUrl } from "./github-urls.ts";

test("github.com has API hosts of its own, an Enterprise Server keeps its APIs under its origin", () => {
	assert.equal(githubApiUrl("https://github.com"), "https://api.github.com");
	assert.equal(githubGraphqlUrl("https://github.com"), "https://api.github.com/graphql");
	assert.equal(githubApiUrl("https://git.acme.test"), "https://git.acme.test/api/v3");
	assert.equal(githubGraphqlUrl("http://127.0.0.1:4000"), "http://127.0.0.1:4000/api/graphql");
});
