import { randomUUID } from "node:crypto";
import { identityProviderSchema, sessionSchema, userSchema } from "@hephaestus/api/identity/schema.ts";
import { pageOf, problemSchema } from "@hephaestus/api/operations/schema.ts";
import {
	feedbackDecidedSchema,
	reviewDetailSchema,
	reviewRequestedSchema,
	reviewSchema,
} from "@hephaestus/api/reviews/schema.ts";
import {
	issueSchema,
	personSchema,
	pullRequestDetailSchema,
	pullRequestSchema,
	repositorySchema,
	syncStatusSchema,
} from "@hephaestus/api/scm/schema.ts";
import {
	connectableAccountSchema,
	createWorkspaceSchema,
	tokenPreflightResultSchema,
	tokenPreflightSchema,
	workspaceListItemSchema,
	workspaceProvidersSchema,
	workspaceSchema,
} from "@hephaestus/api/workspaces/schema.ts";
import { z } from "zod";
import { ago, olympus, runningSync, type World } from "./world.ts";

export interface Answer {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}
interface Question {
	world: World;
	url: URL;
	parts: string[];
	body: unknown;
}
type Handler = (question: Question) => Answer;

/** Every answer goes through the schema that the real API documents, so that the fake cannot drift from it. */
function ok(schema: z.ZodType, body: unknown, status = 200): Answer {
	return { status, body: schema.parse(body) };
}

export function problem(status: number, code: string, detail: string, errors?: Record<string, string[]>): Answer {
	const title = code.replaceAll("_", " ");
	const document = { type: "about:blank", title, status, code, detail, errors, requestId: randomUUID() };
	return { status, body: problemSchema.parse(document), headers: { "content-type": "application/problem+json" } };
}

function pageFrom(schema: z.ZodType, url: URL, items: unknown[]): Answer {
	const page = Number(url.searchParams.get("page") ?? 0);
	const size = Number(url.searchParams.get("size") ?? 25);
	const content = items.slice(page * size, page * size + size);
	return ok(pageOf(schema), { content, totalElements: items.length, page, size });
}

const noContent: Answer = { status: 204 };
const requested = () =>
	ok(reviewRequestedSchema, { workflowId: "review/workspace-1/x#1", requestId: randomUUID() }, 202);
const notFound = () => problem(404, "not_found", "It does not exist, or you may not see it.");

/** Needs no session. */
const open: Record<string, Handler> = {
	"GET identity-providers": () =>
		ok(z.array(identityProviderSchema), [
			{ registrationId: "github", displayName: "GitHub", providerType: "GITHUB", baseUrl: "https://github.example" },
		]),
	"GET auth/login": ({ world, url }) => {
		world.session = "active";
		return { status: 302, headers: { location: url.searchParams.get("returnTo") ?? "/" } };
	},
	"POST auth/refresh": ({ world }) => {
		if (world.session === "expired") world.session = "active";
		return noContent;
	},
	"POST auth/logout": ({ world }) => {
		world.session = "none";
		return noContent;
	},
};

const closed: Record<string, Handler> = {
	"GET user": ({ world }) => ok(userSchema, world.user),
	"GET user/sessions": () =>
		ok(z.array(sessionSchema), [
			session("Mozilla/5.0 (X11; Linux x86_64) Chrome/141.0 Safari/537.36", true),
			session("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604.1", false),
		]),
	"DELETE user/sessions": () => noContent,
	"GET workspaces": ({ world }) => ok(z.array(workspaceListItemSchema), world.workspaces),
	"POST workspaces": createWorkspace,
	"GET workspaces/providers": ({ world }) => ok(workspaceProvidersSchema, world.providers),
	"GET workspaces/github/installations": ({ world }) => ok(z.array(connectableAccountSchema), world.installations),
	"POST workspaces/github/token": ({ world, body }) => {
		const { personalAccessToken } = tokenPreflightSchema.parse(body);
		const unknown = {
			valid: false,
			username: null,
			missingScopes: [],
			error: "The forge does not know it.",
			accounts: [],
		};
		return ok(tokenPreflightResultSchema, world.tokens[personalAccessToken] ?? unknown);
	},
};

/** Under `/api/workspaces/{slug}`; `:id` stands for one path segment, found as the second part. */
const inWorkspace: Record<string, Handler> = {
	"GET sync": ({ world }) => ok(syncStatusSchema, world.sync),
	"POST sync": () => ({ status: 202, body: { workflowId: "sync/workspace-1" } }),
	"GET repositories": ({ world, url }) =>
		pageFrom(
			repositorySchema,
			url,
			world.sync.repositories.map(({ id, nameWithOwner }) => ({
				id,
				nameWithOwner,
				description: null,
				htmlUrl: `https://github.example/${nameWithOwner}`,
				defaultBranch: "main",
				isPrivate: true,
				isArchived: false,
				pullRequests: 12,
				issues: 30,
				pushedAt: ago(3),
			})),
		),
	"GET people": ({ world, url }) =>
		pageFrom(
			personSchema,
			url,
			world.people.filter(({ login }) => mentions(url, login)),
		),
	"GET issues": ({ world, url }) =>
		pageFrom(
			issueSchema,
			url,
			world.pullRequests.filter(({ title, state }) => mentions(url, title) && has(url, "state", state)),
		),
	"GET pull-requests": ({ world, url }) =>
		pageFrom(
			pullRequestSchema,
			url,
			world.pullRequests.filter(
				({ title, state, repository }) =>
					mentions(url, title) && has(url, "state", state) && has(url, "repositoryId", `${repository.id}`),
			),
		),
	"GET pull-requests/:id": ({ world, parts }) => {
		const found = world.pullRequests.find(({ id }) => `${id}` === parts[1]);
		return found ? ok(pullRequestDetailSchema, found) : notFound();
	},
	"POST pull-requests/:id/reviews": requested,
	"GET reviews": ({ world, url }) =>
		pageFrom(
			reviewSchema,
			url,
			world.reviews.filter(
				({ status, deliveryStatus }) => has(url, "status", status) && has(url, "deliveryStatus", deliveryStatus ?? ""),
			),
		),
	"GET reviews/:id": ({ world, parts }) => {
		const found = world.reviews.find(({ id }) => id === parts[1]);
		return found ? ok(reviewDetailSchema, found) : notFound();
	},
	"POST reviews/:id/rerun": requested,
	"POST reviews/:id/cancel": requested,
	"POST reviews/:id/feedback/approve": ({ world, parts }) => {
		const { review, feedback } = waitingFeedback(world, parts[1]);
		review.deliveryStatus = "DELIVERED";
		Object.assign(feedback, { state: "DELIVERED", deliveredAt: ago(0), approvedAt: ago(0), approvedBy: "Mira Olsen" });
		review.mayDecide = false;
		return ok(feedbackDecidedSchema, { decision: "APPROVED" }, 202);
	},
	"POST reviews/:id/feedback/discard": ({ world, parts }) => {
		const { review, feedback } = waitingFeedback(world, parts[1]);
		review.deliveryStatus = "SUPPRESSED";
		Object.assign(feedback, { state: "DISCARDED", suppressionReason: "an administrator discarded it" });
		review.mayDecide = false;
		return ok(feedbackDecidedSchema, { decision: "DISCARDED" });
	},
};

function waitingFeedback(world: World, id: string | undefined) {
	const review = world.reviews.find((candidate) => candidate.id === id);
	if (!review?.feedback) throw new Error("No feedback waits there.");
	return { review, feedback: review.feedback };
}

function session(userAgent: string, current: boolean) {
	return { jti: randomUUID(), issuedAt: ago(50), expiresAt: ago(-900), userAgent, ip: "192.0.2.17", current };
}

function mentions(url: URL, text: string): boolean {
	return text.toLowerCase().includes((url.searchParams.get("q") ?? "").toLowerCase());
}

function has(url: URL, name: string, value: string): boolean {
	const wanted = url.searchParams.get(name);
	return wanted === null || wanted === value;
}

function createWorkspace({ world, body }: Question): Answer {
	const { workspaceSlug, displayName, accountLogin } = createWorkspaceSchema.parse(body);
	if (world.workspaces.some((workspace) => workspace.workspaceSlug === workspaceSlug))
		return problem(409, "slug_taken", "Another workspace has this address. Choose a different one.");
	const workspace = { ...olympus, id: 9, workspaceSlug, displayName, accountLogin };
	world.workspaces.push(workspace);
	world.sync = runningSync(0);
	return ok(workspaceSchema, workspace, 201);
}

/** What the API answers to `method path`, from what `world` holds. */
export function answer(world: World, method: string, url: URL, body: unknown): Answer {
	const path = url.pathname.slice("/api/".length);
	const failure = world.failures.get(path);
	if (failure) return problem(failure, "database_unreachable", "The database does not answer. Try again in a moment.");
	const question = { world, url, parts: path.split("/"), body };
	const openHandler = open[`${method} ${path}`];
	if (openHandler) return openHandler(question);
	if (world.session !== "active") return problem(401, "signed_out", "Sign in first.");
	const handler = closed[`${method} ${path}`];
	if (handler) return handler(question);

	const [, slug, ...parts] = question.parts;
	const workspace = world.workspaces.find(({ workspaceSlug }) => workspaceSlug === slug);
	if (!workspace) return notFound();
	if (parts.length === 0) return ok(workspaceSchema, workspace);
	const pattern = parts.map((part, index) => (index === 1 ? ":id" : part)).join("/");
	return inWorkspace[`${method} ${pattern}`]?.({ ...question, parts }) ?? notFound();
}
