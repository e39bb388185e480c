import "./index.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./app/query-client.ts";
import { createAppRouter } from "./app/router.tsx";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root to render into");

const queryClient = createQueryClient(leaveForSignIn);
const router = createAppRouter(queryClient);

/** The session has ended: pages that need one ask for a new one and come back. */
function leaveForSignIn(): void {
	const { location, matches } = router.state;
	const needsSession = matches.some((match) => match.routeId === "/signed-in");
	// Several requests may find out at once; the first is already on its way.
	if (!needsSession || location.pathname === "/login") return;
	queryClient.clear();
	void router.navigate({ to: "/login", search: { returnTo: location.href } });
}

createRoot(root).render(
	<StrictMode>
		<QueryClientProvider client={queryClient}>
			<RouterProvider router={router} />
		</QueryClientProvider>
	</StrictMode>,
);
