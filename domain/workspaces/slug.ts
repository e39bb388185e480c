/** A workspace's address: one rule for the database's check, the API and the form (specification, identity, section 16). */
export const SLUG_PATTERN = /^[a-z0-9][a-z0-9-]{1,49}[a-z0-9]$/;
const LONGEST = 51;
/** Would hide routes of the API beside `/workspaces/{slug}`. */
const RESERVED = new Set(["providers", "github", "gitlab", "slack"]);

/** A slug from a name: "Ängström Lab!" → "angstrom-lab". It may still break the rule, when the name is very short. */
export function slugFrom(name: string): string {
	return name
		.normalize("NFKD")
		.replaceAll(/\p{M}/gu, "")
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, "-")
		.slice(0, LONGEST)
		.replaceAll(/^-+|-+$/g, "");
}

/** What is wrong with a slug in words, `undefined` when nothing is. */
export function slugProblem(slug: string): string | undefined {
	if (slug.length < 3 || slug.length > LONGEST) return `Use 3 to ${LONGEST} characters.`;
	if (!/^[a-z0-9-]+$/.test(slug)) return "Use lower-case letters, digits and hyphens only.";
	if (!SLUG_PATTERN.test(slug)) return "Start and end with a letter or a digit.";
	if (RESERVED.has(slug)) return "This address is kept for the application; choose another.";
	return undefined;
}
