import { type ASTNode, GraphQLError } from "graphql";
import { Refusal } from "../world/refusal.ts";

/** An error with GitHub's `type`, which stands beside the message rather than under `extensions`. */
export function githubError(type: string, message: string, node?: ASTNode): GraphQLError {
	return new GraphQLError(message, { nodes: node ?? null, extensions: { type } });
}

/** An error in the shape GitHub answers: `{type, path, locations, message}`. */
export function toGitHubError(error: GraphQLError): Record<string, unknown> {
	const { originalError } = error;
	const fromRefusal = originalError instanceof Refusal ? originalError.kind : undefined;
	const { type = fromRefusal, ...extensions } = error.extensions;
	const { message, path, locations } = error;
	return {
		...(type ? { type } : {}),
		...(path ? { path } : {}),
		...(Object.keys(extensions).length > 0 ? { extensions } : {}),
		...(locations ? { locations } : {}),
		message,
	};
}
