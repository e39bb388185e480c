/** A slug from a name: "Ängström Lab!" → "angstrom-lab"; the API's rule is 3–51 letters, digits and hyphens. */
export function slugFrom(name: string): string {
	return name
		.normalize("NFKD")
		.replaceAll(/\p{M}/gu, "")
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, "-")
		.slice(0, 51)
		.replaceAll(/^-+|-+$/g, "");
}

/** What is wrong with a slug in words, `undefined` when nothing is. */
export function slugProblem(slug: string): string | undefined {
	if (slug.length < 3 || slug.length > 51) return "Use 3 to 51 characters.";
	if (!/^[a-z0-9-]+$/.test(slug)) return "Use lower-case letters, digits and hyphens only.";
	if (slug.startsWith("-") || slug.endsWith("-")) return "Start and end with a letter or a digit.";
	return undefined;
}
