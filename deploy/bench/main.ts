import { report } from "./figure.ts";
import { benchReview } from "./review.ts";
import { benchStartup } from "./startup.ts";

/** Each takes a printer of progress and answers its figures. */
const benches = { startup: benchStartup, review: benchReview };

const name = process.argv[2] ?? "";
if (!(name in benches)) {
	console.error(`Usage: npm run bench -- ${Object.keys(benches).join("|")}`);
	process.exit(2);
}
const figures = await benches[name as keyof typeof benches]((line) => console.log(line));
console.log(report(name, figures));
process.exit(0);
