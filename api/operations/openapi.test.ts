import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { describeApi } from "./openapi.ts";
import { OPENAPI_FILE, openApiText } from "./write-openapi.ts";

test("the committed document is the one the routes describe (npm run openapi writes it)", async () => {
	assert.equal(await readFile(OPENAPI_FILE, "utf8"), openApiText());
});

test("every operation declares who may use it", () => {
	const rules = new Set(["OPEN", "SIGNED_IN", "MEMBER", "ADMIN"]);
	for (const [path, item] of Object.entries(describeApi().paths ?? {}))
		for (const [method, operation] of Object.entries(item)) {
			assert.ok(rules.has(operation["x-access"]), `${method} ${path} declares no access rule`);
			if (path.includes("{workspaceSlug}"))
				assert.match(operation["x-access"], /MEMBER|ADMIN/, `${method} ${path} is open to strangers`);
		}
});
