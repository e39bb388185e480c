import { secureHeaders } from "hono/secure-headers";

/** One policy for pages and API: everything from here, images from anywhere over https, no frames. */
export const securityHeaders = secureHeaders({
	contentSecurityPolicy: {
		defaultSrc: ["'self'"],
		scriptSrc: ["'self'"],
		styleSrc: ["'self'", "'unsafe-inline'"],
		imgSrc: ["'self'", "data:", "https:"],
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
