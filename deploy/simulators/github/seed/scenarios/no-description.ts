import { newFile, replaced, type Scenario, type ScenarioFiles } from "./scenario.ts";

/** Two subjects in one, a title that says nothing, and no description. */
export const noDescription: Scenario = {
	name: "no-description",
	about: "No description, a title that says nothing, two subjects at once",
	branch: "changes",
	title: "changes",
	body: null,
	files(language): ScenarioFiles {
		if (language === "Python") {
			return {
				"forecast/weather.py": replaced("HEAT_CELSIUS = 30.0", "HEAT_CELSIUS = 27.5"),
				"forecast/misc.py": newFile(
					"def do(x, y, flag):\n    if flag:\n        return x * y * 1.07\n    return x * y\n",
				),
			};
		}
		if (language === "Java") {
			const path = "src/main/java/org/example/orders";
			return {
				[`${path}/Misc.java`]: newFile(
					"package org.example.orders;\n\npublic class Misc {\n    public static long calc(long a, int b, boolean f) {\n        return f ? a * b * 107 / 100 : a * b;\n    }\n}\n",
				),
			};
		}
		return {
			"src/menu.ts": replaced("toFixed(2)} €", 'toFixed(2).replace(".", ",")} €'),
			"src/misc.ts": newFile(
				"export function calc(a: number, b: number, flag: boolean) {\n	if (flag) return Math.round(a * b * 1.07);\n	return a * b;\n}\n",
			),
		};
	},
};
