import { GraphQLError } from "graphql";
import { z } from "zod";
import { type ApiContext, budgetHeaders, problem, type Runtime, secondaryLimit } from "../api-server.ts";
import { type Prepared, prepare, rateLimited, refused, run } from "./execute.ts";
import { OrderCache } from "./order.ts";

const requestBody = z.object({
	query: z.string(),
	variables: z.record(z.string(), z.unknown()).nullish(),
	operationName: z.string().nullish(),
});

/** Mutations that create content, which GitHub limits apart. */
const CONTENT = /^(add|create|update|submit)/;

/** Answers `POST /graphql`. */
export function createGraphQLHandler(runtime: Runtime): (c: ApiContext) => Promise<Response> {
	const orders = new OrderCache(runtime.world);
	return async (c) => {
		const caller = c.get("caller");
		const name = c.get("callerName");
		if (!caller.user) return c.json(problem("This endpoint requires you to be authenticated.", 401), 401);
		const body = requestBody.safeParse(await c.req.json().catch(() => null));
		if (!body.success) return c.json({ message: "A query attribute must be specified and must be a string." }, 400);
		const { query, variables, operationName } = body.data;
		const prepared = attempt({ query, variables: variables ?? {}, operationName: operationName ?? null });
		const budget = () => runtime.limiter.budget("graphql", name);
		const headers = () => budgetHeaders(budget(), "graphql");
		if (!isPrepared(prepared)) return c.json(prepared, 200, headers());
		const isContent = prepared.isMutation && prepared.fields.some((field) => CONTENT.test(field));
		const wait = runtime.limiter.secondary("graphql", name, prepared.isMutation ? 5 : 1, isContent);
		if (wait) return secondaryLimit(c, wait, 403);
		if (!runtime.limiter.spend("graphql", name, prepared.price.cost)) {
			return c.json(refused(rateLimited(name)), 200, headers());
		}
		const context = { ...runtime, caller, orders, price: prepared.price, budget };
		return c.json(await run(prepared, context), 200, headers());
	};
}

function isPrepared(value: Prepared | Record<string, unknown>): value is Prepared {
	return "document" in value;
}

function attempt(request: Parameters<typeof prepare>[0]): Prepared | Record<string, unknown> {
	try {
		return prepare(request);
	} catch (error) {
		if (error instanceof GraphQLError || error instanceof AggregateError) return refused(error);
		throw error;
	}
}
