import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { startTestApp, type TestApp } from "./test-app.ts";
import { reviewOf, runningSync, type World } from "./world.ts";

const pages: { path: string; shows: string; world?: Partial<World> }[] = [
	{ path: "/", shows: "Sign in to start", world: { session: "none" } },
	{ path: "/login?error=access_denied", shows: "Continue with GitHub", world: { session: "none" } },
	{ path: "/auth/error?code=oauth_failure", shows: "Back to sign-in", world: { session: "none" } },
	{ path: "/workspaces/new", shows: "hera-labs" },
	{ path: "/w/olympus", shows: "What reviews found" },
	{ path: "/w/olympus/sync", shows: "205 of 430", world: { sync: runningSync(1) } },
	{ path: "/w/olympus/pull-requests", shows: "8 pull requests" },
	{ path: "/w/olympus/pull-requests/100", shows: "This swallows everything" },
	{ path: "/w/olympus/issues", shows: "8 issues" },
	{ path: "/w/olympus/people", shows: "Tariq Haddad" },
	{ path: "/w/olympus/reviews", shows: "14 reviews" },
	{ path: `/w/olympus/reviews/${reviewOf(0).id}`, shows: "A failed charge is swallowed" },
	{ path: `/w/olympus/reviews/${reviewOf(1).id}`, shows: "Nothing found so far" },
	{ path: `/w/olympus/reviews/${reviewOf(4).id}`, shows: "Renew the workspace's token" },
	{ path: "/settings", shows: "Safari on iOS" },
	{ path: "/no/such/page", shows: "There is no page at this address" },
];

let app: TestApp;
before(async () => {
	app = await startTestApp();
});
afterEach(() => assert.deepEqual(app.pageErrors, []));
after(() => app.stop());

for (const { path, shows, world = {} } of pages) {
	test(`${path} can be read by everyone, light and dark, down to a width of 360 pixels`, async () => {
		const page = await app.open({ world });
		await page.goto(path);
		await page.getByText(shows).first().waitFor();
		await page.evaluate(axe.source);
		assert.deepEqual(await violations(page), [], "light");
		await page.evaluate(() => document.documentElement.classList.add("dark"));
		assert.deepEqual(await violations(page), [], "dark");
		await page.setViewportSize({ width: 360, height: 740 });
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		assert.ok(width <= 360, `scrolls sideways: ${width} px`);
	});
}

/** What the rules of WCAG and good practice object to, as `rule: first element and remedy`. */
function violations(page: Page): Promise<string[]> {
	return page.evaluate<string[]>(
		`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
			violations.map(({ id, nodes }) => id + ": " + nodes[0].html + " " + nodes[0].failureSummary))`,
	);
}
