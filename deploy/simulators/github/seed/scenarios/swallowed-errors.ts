import { newFile, replaced, type Scenario, type ScenarioFiles } from "./scenario.ts";

// Put together from parts, so that no scanner takes the examples in this file for real secrets.
const TOKEN = ["ghp", "16C7e42F292c6912E7710c838347Ae178B4a"].join("_");
const ACCESS_KEY = ["AKIA", "IOSFODNN7EXAMPLE"].join("");

const TYPESCRIPT = `import type { Receipt } from "./checkout.ts";

const LOYALTY_TOKEN = "${TOKEN}";
const REPORT_ACCESS_KEY = "${ACCESS_KEY}";

/** Credits points for a receipt. */
export async function creditPoints(guestId: string, receipt: Receipt): Promise<void> {
	console.log("crediting points", guestId, receipt);
	try {
		await fetch("https://loyalty.example.org/points", {
			method: "POST",
			headers: { authorization: \`Bearer \${LOYALTY_TOKEN}\`, "x-report-key": REPORT_ACCESS_KEY },
			body: JSON.stringify({ guestId, cents: receipt.totalInCents }),
		});
	} catch (error) {
	}
}

export async function pointsOf(guestId: string): Promise<number> {
	try {
		const response = await fetch(\`https://loyalty.example.org/points/\${guestId}\`);
		const answer = await response.json();
		return answer.points;
	} catch (error) {
		return 0;
	}
}
`;

const PYTHON = `"""Loads prices from the supplier."""

import json
from urllib.request import Request, urlopen

SUPPLIER_TOKEN = "${TOKEN}"
ACCESS_KEY = "${ACCESS_KEY}"


def load_prices(url: str) -> dict[str, float]:
    print("loading prices from", url)
    try:
        request = Request(url, headers={"authorization": f"Bearer {SUPPLIER_TOKEN}"})
        with urlopen(request) as answer:
            return json.load(answer)
    except Exception:
        pass
    return {}
`;

const JAVA = `package org.example.orders;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Tells the kitchen about an order. */
public class KitchenNotifier {
    private static final String TOKEN = "${TOKEN}";
    private static final String ACCESS_KEY = "${ACCESS_KEY}";

    public void notifyKitchen(Order order) {
        System.out.println("notifying kitchen about " + order);
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("https://kitchen.example.org/orders"))
                .header("authorization", "Bearer " + TOKEN)
                .header("x-key", ACCESS_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(order.id()))
                .build();
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
        } catch (Exception e) {
        }
    }
}
`;

/** Errors swallowed, a print left in, secrets in the code, and no test. */
export const swallowedErrors: Scenario = {
	name: "swallowed-errors",
	about: "Empty catch, console.log left in, hard-coded tokens, no test",
	branch: "loyalty-points",
	title: "Add loyalty points",
	body: "Guests collect points with every order.",
	files(language): ScenarioFiles {
		if (language === "Python") return { "forecast/prices.py": newFile(PYTHON) };
		if (language === "Java") return { "src/main/java/org/example/orders/KitchenNotifier.java": newFile(JAVA) };
		return {
			"src/loyalty.ts": newFile(TYPESCRIPT),
			"src/checkout.ts": replaced(
				"	return (await response.json()) as Receipt;\n",
				`	const receipt = (await response.json()) as Receipt;
	try {
		const { creditPoints } = await import("./loyalty.ts");
		creditPoints("guest", receipt);
	} catch {}
	return receipt;
`,
			),
		};
	},
};
