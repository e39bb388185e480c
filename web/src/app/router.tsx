import { REVIEW_STATUSES } from "@hephaestus/domain/reviews/states.ts";
import type { QueryClient } from "@tanstack/react-query";
import {
	createRootRouteWithContext,
	createRoute,
	createRouter,
	lazyRouteComponent,
	notFound,
	redirect,
} from "@tanstack/react-router";
import * as z from "zod/mini";
import { userQuery } from "@/features/identity/queries.ts";
import { workspacesQuery } from "@/features/workspaces/queries.ts";
import { preferredWorkspace, rememberWorkspace } from "@/features/workspaces/selection.ts";
import { HomePage } from "./routes/home.tsx";
import { NotFoundPage } from "./routes/not-found.tsx";
import { PageFailure } from "./routes/page-failure.tsx";
import { PendingPage } from "./routes/pending.tsx";
import { Root } from "./routes/root.tsx";
import { WorkspaceNotFoundPage } from "./routes/workspace-not-found.tsx";
import { Shell } from "./shell/shell.tsx";
import { WorkspaceLayout } from "./shell/workspace-layout.tsx";

interface RouterContext {
	queryClient: QueryClient;
}

/** Unknown or malformed search values fall back instead of breaking a shared link. */
function lenient<Schema extends z.ZodMiniType>(schema: Schema) {
	return z.catch(z.optional(schema), undefined);
}
const page = lenient(z.int().check(z.nonnegative()));
const text = lenient(z.string().check(z.trim(), z.maxLength(2000)));
const positiveId = lenient(z.int().check(z.positive()));

const rootRoute = createRootRouteWithContext<RouterContext>()({ component: Root, notFoundComponent: NotFoundPage });

const homeRoute = createRoute({
	getParentRoute: () => rootRoute,
	path: "/",
	async beforeLoad({ context: { queryClient } }) {
		const user = await queryClient.ensureQueryData(userQuery);
		if (user === null) return;
		const workspaces = await queryClient.ensureQueryData(workspacesQuery);
		const workspace = preferredWorkspace(workspaces);
		if (workspace) throw redirect({ to: "/w/$slug", params: { slug: workspace.workspaceSlug }, replace: true });
		throw redirect({ to: "/workspaces/new", replace: true });
	},
	component: HomePage,
});

const loginRoute = createRoute({
	getParentRoute: () => rootRoute,
	path: "/login",
	validateSearch: z.object({ returnTo: text, error: text }),
	component: lazyRouteComponent(() => import("./routes/login.tsx"), "LoginPage"),
});

const authErrorRoute = createRoute({
	getParentRoute: () => rootRoute,
	path: "/auth/error",
	validateSearch: z.object({ code: text }),
	component: lazyRouteComponent(() => import("./routes/auth-error.tsx"), "AuthErrorPage"),
});

const signedInRoute = createRoute({
	getParentRoute: () => rootRoute,
	id: "signed-in",
	async beforeLoad({ context: { queryClient }, location }) {
		const user = await queryClient.ensureQueryData(userQuery);
		if (user === null) throw redirect({ to: "/login", search: { returnTo: location.href } });
	},
	component: Shell,
});

const newWorkspaceRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/workspaces/new",
	component: lazyRouteComponent(() => import("./routes/new-workspace.tsx"), "NewWorkspacePage"),
});

const settingsRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/settings",
	component: lazyRouteComponent(() => import("./routes/settings.tsx"), "SettingsPage"),
});

const workspaceRoute = createRoute({
	getParentRoute: () => signedInRoute,
	path: "/w/$slug",
	async beforeLoad({ context: { queryClient }, params: { slug } }) {
		const known = await queryClient.ensureQueryData(workspacesQuery);
		const isMine = (workspaces: typeof known) => workspaces.some((workspace) => workspace.workspaceSlug === slug);
		// It may have been made, or shared with this person, a moment ago.
		if (!isMine(known) && !isMine(await queryClient.fetchQuery({ ...workspacesQuery, staleTime: 0 }))) throw notFound();
		rememberWorkspace(slug);
	},
	component: WorkspaceLayout,
	notFoundComponent: WorkspaceNotFoundPage,
});

const overviewRoute = createRoute({
	getParentRoute: () => workspaceRoute,
	path: "/",
	component: lazyRouteComponent(() => import("./routes/overview.tsx"), "OverviewPage"),
});

const syncRoute = createRoute({
	getParentRoute: () => workspaceRoute,
	path: "sync",
	component: lazyRouteComponent(() => import("./routes/sync.tsx"), "SyncPage"),
});

const pullRequestsRoute = createRoute({
	getParentRoute: () => workspaceRoute,
	path: "pull-requests",
	validateSearch: z.object({
		state: lenient(z.enum(["OPEN", "CLOSED", "MERGED"])),
		repositoryId: positiveId,
		q: text,
		page,
	}),
	component: lazyRouteComponent(() => import("./routes/pull-requests.tsx"), "PullRequestsPage"),
});

const pullRequestRoute = createRoute({
	getParentRoute: () => workspaceRoute,
	path: "pull-requests/$id",
	params: { parse: ({ id }) => ({ id: numericId(id) }), stringify: ({ id }) => ({ id: `${id}` }) },
	component: lazyRouteComponent(() => import("./routes/pull-request.tsx"), "PullRequestPage"),
});

const issuesRoute = createRoute({
	getParentRoute: () => workspaceRoute,
	path: "issues",
	validateSearch: z.object({
		state: lenient(z.enum(["OPEN", "CLOSED"])),
		repositoryId: positiveId,
		q: text,
		page,
	}),
	component: lazyRouteComponent(() => import("./routes/issues.tsx"), "IssuesPage"),
});

const peopleRoute = createRoute({
	getParentRoute: () => workspaceRoute,
	path: "people",
	validateSearch: z.object({ q: text, page }),
	component: lazyRouteComponent(() => import("./routes/people.tsx"), "PeoplePage"),
});

const reviewsRoute = createRoute({
	getParentRoute: () => workspaceRoute,
	path: "reviews",
	validateSearch: z.object({
		status: lenient(z.enum(REVIEW_STATUSES)),
		deliveryStatus: lenient(z.enum(["AWAITING_APPROVAL"])),
		page,
	}),
	component: lazyRouteComponent(() => import("./routes/reviews.tsx"), "ReviewsPage"),
});

const reviewRoute = createRoute({
	getParentRoute: () => workspaceRoute,
	path: "reviews/$reviewId",
	component: lazyRouteComponent(() => import("./routes/review.tsx"), "ReviewPage"),
});

const routeTree = rootRoute.addChildren([
	homeRoute,
	loginRoute,
	authErrorRoute,
	signedInRoute.addChildren([
		newWorkspaceRoute,
		settingsRoute,
		workspaceRoute.addChildren([
			overviewRoute,
			syncRoute,
			pullRequestsRoute,
			pullRequestRoute,
			issuesRoute,
			peopleRoute,
			reviewsRoute,
			reviewRoute,
		]),
	]),
]);

function numericId(value: string): number {
	if (!/^\d{1,15}$/.test(value)) throw notFound();
	return Number(value);
}

/** The routes of the app; guards and redirects ask the API through `queryClient`. */
export function createAppRouter(queryClient: QueryClient) {
	return createRouter({
		routeTree,
		context: { queryClient },
		defaultPreload: "intent",
		defaultPendingComponent: PendingPage,
		defaultErrorComponent: PageFailure,
		scrollRestoration: true,
	});
}

declare module "@tanstack/react-router" {
	interface Register {
		router: ReturnType<typeof createAppRouter>;
	}
}
