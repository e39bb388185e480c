import { Outlet } from "@tanstack/react-router";
import { ConnectionNotice } from "./connection-notice.tsx";

/** What every page of a workspace shares: a word above the page when its connection is broken. */
export function WorkspaceLayout() {
	return (
		<>
			<ConnectionNotice />
			<Outlet />
		</>
	);
}
