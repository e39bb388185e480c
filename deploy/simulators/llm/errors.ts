/** Error bodies as OpenAI documents them. */
export function errorBody(message: string, type: string, code: string | null = null, param: string | null = null) {
	return { error: { message, type, param, code } };
}
