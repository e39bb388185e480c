import type { authErrorCodes } from "@hephaestus/api/identity/schema.ts";

interface Explanation {
	title: string;
	nextStep: string;
}

const explanations: Record<(typeof authErrorCodes)[number], Explanation> = {
	access_denied: {
		title: "You did not let us in",
		nextStep: "Signing in needs your consent on the provider's page. Try again and choose to authorise.",
	},
	oauth_failure: {
		title: "The provider refused the sign-in",
		nextStep:
			"Try again. If it keeps happening, the client id or secret on this server may be wrong; tell whoever runs it.",
	},
	state_mismatch: {
		title: "This sign-in was not started here",
		nextStep: "It may have taken too long, or was opened in another tab. Start again from the sign-in page.",
	},
	idp_unavailable: {
		title: "The provider does not answer",
		nextStep: "It may be down for a moment. Wait a minute and try again.",
	},
	unknown_provider: {
		title: "This server does not know that provider",
		nextStep: "The link may be old, or the provider was switched off. Choose one from the sign-in page.",
	},
	account_inactive: {
		title: "Your account is not active",
		nextStep: "It was suspended or is being deleted. Ask whoever administers this server.",
	},
	no_subject: {
		title: "The provider did not say who you are",
		nextStep: "Its answer held no account id. Try again; if it keeps happening, tell whoever runs this server.",
	},
};

/** What went wrong with a sign-in and what to do, also for codes we do not know. */
export function explainSignInError(code: string | undefined): Explanation {
	const known = Object.entries(explanations).find(([name]) => name === code);
	return known?.[1] ?? { title: "Signing in did not work", nextStep: "Try again from the sign-in page." };
}
