import assert from "node:assert/strict";
import { test } from "node:test";
import { schema } from "@octokit/graphql-schema";
import { buildSchema, parse, validate } from "graphql";
import * as documents from "./documents.ts";

const gitHub = buildSchema(schema.idl, { assumeValid: true });

for (const [name, document] of Object.entries(documents))
	test(`${name} is valid against GitHub's official schema`, () => {
		assert.deepEqual(
			validate(gitHub, parse(document)).map(({ message }) => message),
			[],
		);
	});
