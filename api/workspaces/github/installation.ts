import { z } from "zod";

/** What we use of an installation of the App. */
export const installation = z.object({
	id: z.int(),
	account: z.object({
		id: z.int(),
		login: z.string(),
		type: z.string(),
		avatar_url: z.string().nullish(),
	}),
	suspended_at: z.string().nullish(),
});
export type Installation = z.infer<typeof installation>;
