import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "./test-app.ts";
import { createWorld } from "./world.ts";

let app: TestApp;
before(async () => {
	app = await startTestApp();
});
afterEach(() => assert.deepEqual(app.pageErrors, []));
after(() => app.stop());

test("a newcomer makes the first workspace from an installation and sees its sync", async () => {
	const page = await app.open({ world: { workspaces: [] } });
	await page.goto("/");
	await page.getByRole("heading", { name: "Make your first workspace" }).waitFor();
	await page.getByRole("button", { name: /hera-labs/ }).click();
	await page.getByLabel("Name").fill("Héra Labs!");
	assert.equal(await page.getByLabel("Address").inputValue(), "hera-labs");
	await page.getByRole("button", { name: "Create and start the first sync" }).click();
	await page.getByText("Syncing now").waitFor();
	assert.equal(new URL(page.url()).pathname, "/w/hera-labs/sync");
});

test("a token that may do too little is refused with the scopes it lacks", async () => {
	const reach = { ...createWorld().installations[1], installationId: null };
	const page = await app.open({
		world: {
			workspaces: [],
			tokens: {
				weak: { valid: true, username: "mira-olsen", missingScopes: ["repo", "read:org"], error: null, accounts: [] },
				strong: {
					valid: true,
					username: "mira-olsen",
					missingScopes: [],
					error: null,
					accounts: [
						{ login: "hera-labs", accountType: "ORG", avatarUrl: null, repositories: 4, connectedTo: null, ...reach },
					],
				},
			},
		},
	});
	await page.goto("/workspaces/new");
	await page.getByText("Access token").click();
	const token = page.getByLabel("Personal access token");
	const check = page.getByRole("button", { name: "Check token" });

	await token.fill("nonsense");
	await check.click();
	await page.getByRole("alert").getByText("The forge does not know it.").waitFor();

	await token.fill("weak");
	await check.click();
	await page
		.getByRole("alert")
		.getByText(/repo, read:org/)
		.waitFor();

	await token.fill("strong");
	await check.click();
	await page.getByText("The token of mira-olsen works").waitFor();
	await page.getByRole("button", { name: /hera-labs/ }).click();
	await page.getByRole("button", { name: "Create and start the first sync" }).click();
	await page.getByText("Syncing now").waitFor();
});

test("a taken address is refused in the form, and nothing typed is lost", async () => {
	const page = await app.open();
	await page.goto("/workspaces/new");
	await page.getByRole("button", { name: /hera-labs/ }).click();
	await page.getByLabel("Address").fill("a");
	await page.getByText("Use 3 to 51 characters.").waitFor();
	await page.getByLabel("Address").fill("olympus");
	await page.getByRole("button", { name: "Create and start the first sync" }).click();
	await page.getByRole("alert").getByText("Another workspace has this address.").waitFor();
	assert.equal(await page.getByLabel("Address").inputValue(), "olympus");
});

test("who may not make workspaces is told whom to ask", async () => {
	const { providers } = createWorld();
	const page = await app.open({
		world: { workspaces: [], providers: { ...providers, creationPolicy: "ADMIN_ONLY", mayCreate: false } },
	});
	await page.goto("/");
	await page.getByText("Only administrators make workspaces here").waitFor();
	assert.equal(await page.getByRole("button", { name: "Check token" }).count(), 0);
});
