import { createRoom } from "../operations/room.ts";
import { finishAuthorization } from "./finish-authorization.ts";
import { getUser } from "./get-user.ts";
import { listIdentityProviders } from "./list-identity-providers.ts";
import { listSessions } from "./list-sessions.ts";
import { logOut } from "./log-out.ts";
import { refreshSession } from "./refresh-session.ts";
import { revokeOneSession } from "./revoke-one-session.ts";
import { revokeOtherSessions } from "./revoke-other-sessions.ts";
import { startAuthorization } from "./start-authorization.ts";
import { startLogin } from "./start-login.ts";

/** Who one is: signing in and out, sessions. Mounted under `/api`. */
export function createIdentityRoutes() {
	return createRoom().openapiRoutes([
		listIdentityProviders,
		startLogin,
		startAuthorization,
		finishAuthorization,
		logOut,
		refreshSession,
		getUser,
		listSessions,
		revokeOneSession,
		revokeOtherSessions,
	]);
}
