import { z } from "zod";

/** What a delivery says about where it belongs and what it is; everything else in it is read later. */
export interface DeliveryAddress {
	/** Deliveries of one lane are processed in order: `github/{owner}/{repo}`, `github/{organisation}` or `github/installation-{id}`. */
	lane: string;
	/** `owner/name` as the forge spells it, when the delivery is about a repository. */
	repository: string | null;
	action: string | null;
}

const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(null);
const login = z.object({ login: z.string() });
const payload = z.object({
	action: lenient(z.string()),
	repository: lenient(z.object({ full_name: z.string().regex(/^[^/]+\/[^/]+$/) })),
	organization: lenient(login),
	installation: lenient(z.object({ id: z.int(), account: lenient(login) })),
});

/**
 * Where a GitHub delivery belongs: its repository, else its organisation, else its installation. Names compare without
 * case on GitHub, so lanes are in lower case (integration specification, section 2.3).
 */
export function githubDeliveryAddress(body: unknown): DeliveryAddress {
	const { action, repository, organization, installation } = payload.safeParse(body).data ?? {};
	const scope =
		repository?.full_name ??
		organization?.login ??
		(installation == null ? "unknown" : `installation-${installation.id}`);
	return { lane: `github/${scope.toLowerCase()}`, repository: repository?.full_name ?? null, action: action ?? null };
}
