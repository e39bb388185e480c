/** A request that GitHub refuses; each edge words it in its own shape. */
export class Refusal extends Error {
	readonly kind: "NOT_FOUND" | "FORBIDDEN" | "UNPROCESSABLE";
	/** Entries of the `errors` list of a REST answer. */
	readonly details: unknown[];

	constructor(kind: Refusal["kind"], message: string, details: unknown[] = []) {
		super(message);
		this.kind = kind;
		this.details = details;
	}
}
