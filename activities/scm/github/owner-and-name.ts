/** Splits `owner/name` into the parameters of REST paths. */
export function ownerAndName({ nameWithOwner }: { nameWithOwner: string }): { owner: string; repo: string } {
	const [owner = "", repo = ""] = nameWithOwner.split("/", 2);
	return { owner, repo };
}
