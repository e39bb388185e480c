/**
 * Whether the allowlist (`<registration id>:@<username>` or `<registration id>:<numeric id>`, comma-separated) names
 * this person. Never by e-mail; user names compare without case (identity specification, section 10).
 */
export function isBootstrapAdmin(
	allowlist: string,
	registrationId: string,
	{ subject, username }: { subject: string; username: string },
): boolean {
	const names = [`${registrationId}:@${username.toLowerCase()}`, `${registrationId}:${subject}`];
	return allowlist.split(",").some((entry) => names.includes(normalised(entry)));
}

function normalised(entry: string): string {
	return entry.trim().toLowerCase();
}
