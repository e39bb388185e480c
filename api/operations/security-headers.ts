import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import { secureHeaders } from "hono/secure-headers";

/**
 * One policy for pages and API: everything from here, no frames; images also from anywhere over https and from the
 * forge, whose avatars come over plain http when it runs so.
 */
export function securityHeaders({ GITHUB_SERVER_URL }: Pick<Configuration, "GITHUB_SERVER_URL">) {
	return secureHeaders({
		contentSecurityPolicy: {
			defaultSrc: ["'self'"],
			scriptSrc: ["'self'"],
			styleSrc: ["'self'", "'unsafe-inline'"],
			imgSrc: ["'self'", "data:", "https:", new URL(GITHUB_SERVER_URL).origin],
			connectSrc: ["'self'"],
			fontSrc: ["'self'"],
			objectSrc: ["'none'"],
			baseUri: ["'self'"],
			formAction: ["'self'"],
			frameAncestors: ["'none'"],
		},
		strictTransportSecurity: "max-age=31536000; includeSubDomains",
		xFrameOptions: "DENY",
		referrerPolicy: "strict-origin-when-cross-origin",
		crossOriginOpenerPolicy: "same-origin",
		crossOriginEmbedderPolicy: "credentialless",
	});
}
