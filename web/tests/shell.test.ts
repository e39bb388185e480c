import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { startTestApp, type TestApp } from "./test-app.ts";

let app: TestApp;
before(async () => {
	app = await startTestApp();
});
afterEach(() => assert.deepEqual(app.pageErrors, []));
after(() => app.stop());

test("the first Tab offers to skip to the content", async () => {
	const page = await app.open();
	await page.goto("/w/olympus");
	await page.getByRole("heading", { name: "Olympus" }).waitFor();
	await page.keyboard.press("Tab");
	assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Skip to content");
	await page.keyboard.press("Enter");
	assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
});

test("a page change moves focus to the content and is announced", async () => {
	const page = await app.open();
	await page.goto("/w/olympus");
	await page.getByRole("link", { name: "People", exact: true }).focus();
	await page.keyboard.press("Enter");
	await page.getByText("Tariq Haddad").waitFor();
	await page.locator("[aria-live=polite]", { hasText: "People · Hephaestus" }).waitFor({ state: "attached" });
	assert.equal(await page.evaluate(() => document.activeElement?.id), "main");
});

test("Ctrl and a digit switch the workspace and keep the page", async () => {
	const page = await app.open();
	await page.goto("/w/olympus/issues");
	await page.getByRole("heading", { name: "Issues" }).waitFor();
	await page.keyboard.press("Control+2");
	await page.waitForURL("**/w/forge-lab/issues");
	await page.goto("/");
	await page.waitForURL("**/w/forge-lab");
});

test("the switcher works by keyboard alone", async () => {
	const page = await app.open();
	await page.goto("/w/olympus/reviews");
	await page.getByRole("button", { name: /Switch workspace, now: Olympus/ }).focus();
	await page.keyboard.press("Enter");
	await page.locator("[role=menuitemradio]:focus", { hasText: "Olympus" }).waitFor();
	await page.keyboard.press("ArrowDown");
	await page.locator("[role=menuitemradio]:focus", { hasText: "Forge Lab" }).waitFor();
	await page.keyboard.press("Enter");
	await page.waitForURL("**/w/forge-lab/reviews");
});

test("Ctrl+B collapses the sidebar and the browser remembers it", async () => {
	const page = await app.open();
	await page.goto("/w/olympus");
	const toggle = page.getByRole("button", { name: "Toggle sidebar" });
	await toggle.waitFor();
	await page.keyboard.press("Control+b");
	await page.reload();
	await toggle.waitFor();
	assert.equal(await toggle.getAttribute("aria-expanded"), "false");
	await page.getByRole("link", { name: "Pull requests", exact: true }).waitFor();
});

test("a chosen theme survives a reload without a flash", async () => {
	const page = await app.open();
	await page.goto("/w/olympus");
	await page.getByRole("button", { name: "Theme" }).click();
	await page.getByRole("menuitemradio", { name: "Dark" }).click();
	await page.locator("html.dark").waitFor();
	// The page's own code never arrives: what is dark now was dark before the first paint.
	await page.route("**/assets/*.js", (route) => route.abort());
	await page.reload();
	assert.equal(await page.locator("html.dark").count(), 1);
	app.pageErrors.length = 0;
});

test("on a phone the menu is a drawer that closes when one goes somewhere", async () => {
	const page = await app.open({ viewport: { width: 360, height: 740 } });
	await page.goto("/w/olympus");
	await page.getByRole("button", { name: "Open menu" }).click();
	const drawer = page.getByRole("dialog", { name: "Menu" });
	await drawer.getByRole("link", { name: "People" }).click();
	await page.getByText("Tariq Haddad").waitFor();
	await drawer.waitFor({ state: "detached" });
});
