import type { ProjectSeed } from "../project.ts";

/** A TypeScript web shop for a canteen. */
export const canteenWeb: ProjectSeed = {
	name: "canteen-web",
	description: "Web shop of the canteen: menu, basket and checkout",
	language: "TypeScript",
	private: false,
	files: {
		"README.md": `# canteen-web

Menu, basket and checkout of the canteen.

    npm install
    npm test
    npm run dev
`,
		"package.json": `{
	"name": "canteen-web",
	"private": true,
	"type": "module",
	"scripts": { "test": "node --test", "dev": "node src/server.ts" }
}
`,
		"src/menu.ts": `export interface Dish {
	id: string;
	name: string;
	priceInCents: number;
	isVegetarian: boolean;
	allergens: string[];
}

/** Dishes that somebody with these allergies may eat, cheapest first. */
export function suitableDishes(dishes: Dish[], allergies: string[]): Dish[] {
	return dishes
		.filter((dish) => !dish.allergens.some((allergen) => allergies.includes(allergen)))
		.sort((a, b) => a.priceInCents - b.priceInCents);
}

/** A price as people read it, such as "4.50 €". */
export function formatPrice(cents: number): string {
	return \`\${(cents / 100).toFixed(2)} €\`;
}
`,
		"src/basket.ts": `import type { Dish } from "./menu.ts";

export interface BasketLine {
	dish: Dish;
	quantity: number;
}

export class Basket {
	readonly #lines = new Map<string, BasketLine>();

	add(dish: Dish, quantity = 1): void {
		const line = this.#lines.get(dish.id);
		this.#lines.set(dish.id, { dish, quantity: (line?.quantity ?? 0) + quantity });
	}

	remove(dishId: string): void {
		this.#lines.delete(dishId);
	}

	get lines(): BasketLine[] {
		return [...this.#lines.values()];
	}

	/** What the basket costs, in cents. */
	total(): number {
		return this.lines.reduce((sum, line) => sum + line.dish.priceInCents * line.quantity, 0);
	}
}
`,
		"src/checkout.ts": `import type { Basket } from "./basket.ts";

export interface Receipt {
	orderId: string;
	totalInCents: number;
}

export class CheckoutError extends Error {}

/** Places the order. Throws CheckoutError when the order service refuses it. */
export async function checkout(basket: Basket, orderServiceUrl: string): Promise<Receipt> {
	const response = await fetch(\`\${orderServiceUrl}/orders\`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({
			lines: basket.lines.map((line) => ({ dishId: line.dish.id, quantity: line.quantity })),
		}),
	});
	if (!response.ok) throw new CheckoutError(\`The order service answered \${response.status}\`);
	return (await response.json()) as Receipt;
}
`,
		"src/server.ts": `import { createServer } from "node:http";
import { formatPrice, suitableDishes } from "./menu.ts";
import { loadDishes } from "./storage.ts";

const port = Number(process.env.PORT ?? 3000);

createServer(async (request, response) => {
	const url = new URL(request.url ?? "/", "http://localhost");
	const allergies = url.searchParams.getAll("without");
	const dishes = suitableDishes(await loadDishes(), allergies);
	response.setHeader("content-type", "text/plain; charset=utf-8");
	response.end(dishes.map((dish) => \`\${dish.name} \${formatPrice(dish.priceInCents)}\`).join("\\n"));
}).listen(port);
`,
		"src/storage.ts": `import { readFile } from "node:fs/promises";
import type { Dish } from "./menu.ts";

/** Reads the menu of the day. */
export async function loadDishes(path = "menu.json"): Promise<Dish[]> {
	return JSON.parse(await readFile(path, "utf8")) as Dish[];
}
`,
		"test/menu.test.ts": `import assert from "node:assert/strict";
import { test } from "node:test";
import { formatPrice, suitableDishes } from "../src/menu.ts";

const soup = { id: "soup", name: "Soup", priceInCents: 320, isVegetarian: true, allergens: ["celery"] };
const pasta = { id: "pasta", name: "Pasta", priceInCents: 450, isVegetarian: true, allergens: ["gluten"] };

test("leaves out dishes with an allergen", () => {
	assert.deepEqual(suitableDishes([pasta, soup], ["gluten"]), [soup]);
});

test("puts the cheapest dish first", () => {
	assert.deepEqual(suitableDishes([pasta, soup], []), [soup, pasta]);
});

test("writes prices with two digits", () => {
	assert.equal(formatPrice(450), "4.50 €");
});
`,
	},
	changes: [
		{
			branch: "vegetarian-filter",
			title: "Let guests see vegetarian dishes only",
			body: "Guests asked for a filter.\n\n- adds `vegetarianOnly`\n- covered by a test\n\nCloses #1",
			edits: {
				"src/menu.ts": [
					[
						"/** A price as people read it",
						`/** Vegetarian dishes in the order they came. */
export function vegetarianOnly(dishes: Dish[]): Dish[] {
	return dishes.filter((dish) => dish.isVegetarian);
}

/** A price as people read it`,
					],
				],
				"test/menu.test.ts": [
					["import { formatPrice, suitableDishes }", "import { formatPrice, suitableDishes, vegetarianOnly }"],
					[
						'test("writes prices',
						`test("keeps vegetarian dishes only", () => {
	const schnitzel = { ...soup, id: "schnitzel", isVegetarian: false };
	assert.deepEqual(vegetarianOnly([schnitzel, pasta]), [pasta]);
});

test("writes prices`,
					],
				],
			},
			outcome: "merged",
			labels: ["enhancement"],
			verdict: "APPROVED",
			summary: "Small, tested, does what the title says.",
			threads: [
				{
					path: "src/menu.ts",
					at: "export function vegetarianOnly",
					body: "Should this be a parameter of `suitableDishes` instead? I can live with both.",
					replies: ["I kept it apart so that each function has one job."],
					resolved: true,
				},
			],
		},
		{
			branch: "basket-quantities",
			title: "Change quantities in the basket",
			body: "Adds `setQuantity`; a quantity of zero takes the dish out.",
			edits: {
				"src/basket.ts": [
					[
						"	remove(dishId: string)",
						`	/** Sets a dish's quantity; zero takes it out. Throws RangeError for a negative or broken number. */
	setQuantity(dish: Dish, quantity: number): void {
		if (!Number.isInteger(quantity) || quantity < 0) throw new RangeError(\`No such quantity: \${quantity}\`);
		if (quantity === 0) this.remove(dish.id);
		else this.#lines.set(dish.id, { dish, quantity });
	}

	remove(dishId: string)`,
					],
				],
			},
			adds: {
				"test/basket.test.ts": `import assert from "node:assert/strict";
import { test } from "node:test";
import { Basket } from "../src/basket.ts";

const soup = { id: "soup", name: "Soup", priceInCents: 320, isVegetarian: true, allergens: [] };

test("adds up what is in the basket", () => {
	const basket = new Basket();
	basket.add(soup, 2);
	assert.equal(basket.total(), 640);
});

test("takes a dish out when its quantity is zero", () => {
	const basket = new Basket();
	basket.add(soup);
	basket.setQuantity(soup, 0);
	assert.deepEqual(basket.lines, []);
});

test("refuses a negative quantity", () => {
	assert.throws(() => new Basket().setQuantity(soup, -1), RangeError);
});
`,
			},
			outcome: "merged",
			labels: ["enhancement"],
			verdict: "APPROVED",
			comments: ["Tried it on my phone, feels right."],
		},
		{
			branch: "menu-cache",
			title: "Cache the menu for a minute",
			body: "Reading the file on each request is slow.",
			edits: {
				"src/storage.ts": [
					[
						"/** Reads the menu of the day. */",
						"let cached: Dish[] | null = null;\n\n/** Reads the menu of the day. */",
					],
					[
						'	return JSON.parse(await readFile(path, "utf8")) as Dish[];',
						'	if (!cached) cached = JSON.parse(await readFile(path, "utf8")) as Dish[];\n	return cached;',
					],
				],
			},
			outcome: "closed",
			verdict: "CHANGES_REQUESTED",
			summary: "The cache never expires, and the title promises a minute.",
			threads: [
				{
					path: "src/storage.ts",
					at: "if (!cached)",
					body: "This keeps yesterday's menu until the next restart. And a second `path` would get the first one's dishes.",
					replies: ["True. I measured again: reading takes 0.2 ms. Closing."],
				},
			],
		},
		{
			branch: "checkout-timeout",
			title: "Give up on checkout after ten seconds",
			body: "Without a limit the page hangs when the order service is down.\n\nStill to do: say so on the page.",
			edits: {
				"src/checkout.ts": [['		method: "POST",', '		method: "POST",\n		signal: AbortSignal.timeout(10_000),']],
			},
			outcome: "open",
			labels: ["bug"],
			verdict: "COMMENTED",
			threads: [
				{
					path: "src/checkout.ts",
					at: "AbortSignal.timeout",
					body: "The abort comes out as a DOMException, not a CheckoutError. The doc comment above promises CheckoutError.",
				},
			],
		},
		{
			branch: "keyboard-menu",
			title: "Draft: Move through the menu with the keyboard",
			body: null,
			adds: {
				"src/keyboard.ts": `/** The next position for an arrow key, wrapping at both ends. */
export function nextIndex(key: string, index: number, count: number): number {
	if (key === "ArrowDown") return (index + 1) % count;
	if (key === "ArrowUp") return (index - 1 + count) % count;
	return index;
}
`,
			},
			outcome: "draft",
			labels: ["accessibility"],
		},
	],
	issues: [
		{
			title: "Filter for vegetarian dishes",
			body: "Half of our guests look for these first.",
			labels: ["enhancement"],
			closed: true,
			comments: ["I will take this one."],
		},
		{
			title: "Checkout hangs when the order service is down",
			body: "Steps: stop the order service, press Pay. Expected: a message. Seen: nothing, for minutes.",
			labels: ["bug"],
			comments: ["Seen it twice last week.", "A timeout would be a start."],
		},
		{
			title: "Prices need the right decimal separator",
			body: "German guests expect 4,50 €.",
			labels: ["good first issue"],
		},
		{
			title: "Contrast of the allergen badges is too low",
			body: "Fails WCAG AA on the light theme.",
			labels: ["accessibility"],
		},
	],
};
