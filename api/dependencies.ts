import type { Database } from "@hephaestus/db/operations/database.ts";
import type { Sealer } from "@hephaestus/db/operations/sealer.ts";
import type { Configuration } from "@hephaestus/domain/operations/configuration.ts";
import type { Logger } from "pino";
import type { OAuthPort } from "./identity/oauth-port.ts";
import type { SessionKeys } from "./identity/session-keys.ts";
import type { LiveEvents } from "./operations/live-events.ts";
import type { Metrics } from "./operations/metrics.ts";
import type { TemporalGateway } from "./operations/temporal.ts";
import type { InstallationListings } from "./workspaces/github/installation-listings.ts";

/** Everything the routes reach beyond the request; the server makes it once, a test makes its own. */
export interface ApiDependencies {
	configuration: Configuration;
	log: Logger;
	metrics: Metrics;
	/** As the application's role: tenant rows only through `withWorkspace`. */
	db: Database;
	/** As the webhook receiver's role: adds deliveries, nothing else. */
	intake: Database;
	sealer: Sealer;
	keys: SessionKeys;
	oauth: OAuthPort;
	temporal: TemporalGateway;
	liveEvents: LiveEvents;
	installations: InstallationListings;
	now(): Date;
}
