import { readFileSync } from "node:fs";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

type Json = Record<string, unknown>;

/** Checks what the simulator answers and sends against GitHub's own OpenAPI documents, compiling only what is used. */
export class OfficialDocument {
	readonly #file: string;
	readonly #ajv = new Ajv({ strict: false, allErrors: false, logger: false, validateFormats: true });
	readonly #compiled = new Map<string, ValidateFunction>();
	#document: Json | undefined;

	constructor(file: string) {
		this.#file = file;
		// The package is CommonJS: its function hangs on `default` where the loader does not unwrap it.
		(typeof addFormats === "function" ? addFormats : (addFormats as { default: (ajv: Ajv) => void }).default)(
			this.#ajv,
		);
	}

	/** What is wrong with a response's body, undefined where nothing is. @throws for a route or status GitHub lacks */
	response(method: string, path: string, status: number, body: unknown): string | undefined {
		const name = `${method} ${path} ${status}`;
		const operation = child(child(this.#read(), "paths"), path, method);
		const response = this.#deref(child(operation, "responses")[String(status)]);
		if (!response) return `GitHub documents no ${status} for ${method.toUpperCase()} ${path}`;
		return this.#check(name, schemaOf(response), body);
	}

	/** What is wrong with a request's body, undefined where nothing is or none is described. */
	request(method: string, path: string, body: unknown): string | undefined {
		const operation = child(child(this.#read(), "paths"), path, method);
		if (Object.keys(operation).length === 0) return `GitHub has no ${method.toUpperCase()} ${path}`;
		const requestBody = this.#deref(operation.requestBody);
		return requestBody && this.#check(`${method} ${path} body`, schemaOf(requestBody), body);
	}

	/** What is wrong with a webhook's payload, undefined where nothing is. */
	webhook(event: string, action: string | null, payload: unknown): string | undefined {
		const name = [event, action].filter(Boolean).join("-").replaceAll("_", "-");
		const operation = child(child(this.#read(), "webhooks"), name, "post");
		if (Object.keys(operation).length === 0) return `GitHub has no webhook ${name}`;
		return this.#check(`webhook ${name}`, schemaOf(child(operation, "requestBody")), payload);
	}

	#read(): Json {
		this.#document ??= JSON.parse(readFileSync(new URL(this.#file), "utf8")) as Json;
		return this.#document;
	}

	#check(name: string, schema: unknown, value: unknown): string | undefined {
		if (schema === undefined) return undefined;
		let validate = this.#compiled.get(name);
		if (!validate) {
			validate = this.#ajv.compile(this.#prepare(schema) as Json);
			this.#compiled.set(name, validate);
		}
		if (validate(value)) return undefined;
		// Of an `anyOf` every branch complains; the deepest complaint is the one that helps.
		const [error] = (validate.errors ?? []).toSorted((a, b) => b.instancePath.length - a.instancePath.length);
		return `${name}: ${error?.instancePath || "/"} ${error?.message} ${JSON.stringify(error?.params)}`;
	}

	/** A schema with its references turned into ids of schemas added beside it, each compiled once. */
	#prepare(value: unknown): unknown {
		if (Array.isArray(value)) return value.map((entry) => this.#prepare(entry));
		if (typeof value !== "object" || value === null) return value;
		const entries = Object.entries(value)
			.filter(
				([key]) =>
					!["example", "examples", "discriminator", "description", "externalDocs"].includes(key) || isMap(value),
			)
			.map(([key, entry]) => [
				key,
				key === "$ref" && typeof entry === "string" ? this.#add(entry) : this.#prepare(entry),
			]);
		const prepared = correctErrata(Object.fromEntries(entries));
		if (prepared.nullable === true && Array.isArray(prepared.enum)) prepared.enum = [...prepared.enum, null];
		// OpenAPI 3.0 lets `nullable` stand without a `type`, which ajv refuses.
		if (prepared.nullable === true && prepared.type === undefined) {
			const { nullable: _, ...rest } = prepared;
			return { anyOf: [{ type: "null" }, rest] };
		}
		return prepared;
	}

	#add(reference: string): string {
		const id = `official:${reference.slice(2).replaceAll("/", ".")}`;
		if (this.#added.has(id)) return id;
		this.#added.add(id);
		this.#ajv.addSchema(this.#prepare(this.#deref({ $ref: reference })) as Json, id);
		return id;
	}

	readonly #added = new Set<string>();

	#deref(value: unknown): Json | undefined {
		if (typeof value !== "object" || value === null) return undefined;
		const reference = Reflect.get(value, "$ref");
		if (typeof reference !== "string") return value as Json;
		return child(this.#read(), ...reference.slice(2).split("/"));
	}
}

/** GET /app/installations asks for an account that is a user and an enterprise at once; everywhere else it is either. */
function correctErrata(schema: Json): Json {
	const { allOf, ...rest } = schema;
	const isErratum = Array.isArray(allOf) && allOf.some((part) => part.title === "Enterprise");
	return isErratum ? { ...rest, anyOf: allOf } : schema;
}

function schemaOf(part: Json): unknown {
	return child(part, "content", "application/json").schema;
}

/** Whether an object maps property names to schemas, where "description" is a property and no annotation. */
function isMap(value: object): boolean {
	return Object.values(value).every((entry) => typeof entry === "object" && entry !== null);
}

function child(value: unknown, ...path: string[]): Json {
	let here = value;
	for (const name of path) here = typeof here === "object" && here !== null ? Reflect.get(here, name) : undefined;
	return typeof here === "object" && here !== null ? (here as Json) : {};
}

export const REST_DOCUMENT = import.meta.resolve("@octokit/openapi/generated/ghes-3.19.json");
export const WEBHOOK_DOCUMENT = import.meta.resolve("@octokit/openapi-webhooks/generated/ghes-3.19.json");
