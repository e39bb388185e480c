import type { Problem } from "@hephaestus/api/operations/schema.ts";

/** The API refused or could not be reached; carries the problem document so that a page can say what to do. */
export class ApiProblem extends Error {
	readonly status: number;
	readonly code: string;
	readonly title: string;
	readonly requestId: string | null;
	readonly errors: Record<string, string[]>;
	readonly retryAfterSeconds: number | null;

	constructor(problem: Partial<Problem> & { status: number }) {
		const title = problem.title ?? `The server answered ${problem.status}`;
		super(problem.detail ?? title);
		this.name = "ApiProblem";
		this.status = problem.status;
		this.code = problem.code ?? "unknown";
		this.title = title;
		this.requestId = problem.requestId ?? null;
		this.errors = problem.errors ?? {};
		this.retryAfterSeconds = problem.retryAfterSeconds ?? null;
	}

	/** The body is a problem document, unless something between us and the API answered. */
	static async from(response: Response): Promise<ApiProblem> {
		const isProblem = /\bjson\b/.test(response.headers.get("content-type") ?? "");
		const problem: Partial<Problem> = isProblem ? await response.json().catch(() => ({})) : {};
		return new ApiProblem({ ...problem, status: response.status });
	}

	/** No answer at all: offline, or the API is down. */
	static unreachable(): ApiProblem {
		return new ApiProblem({
			status: 0,
			code: "unreachable",
			title: "The server cannot be reached",
			detail: "Check your connection. If it is fine, the server may be restarting; try again in a moment.",
		});
	}
}

/** True for the refusal that ends a session. */
export function isSignedOut(error: unknown): boolean {
	return error instanceof ApiProblem && error.status === 401;
}
