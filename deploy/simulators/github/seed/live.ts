import type { Runtime } from "../api-server.ts";
export function keepBusy(_runtime: Runtime, _seed: number) {
	return { stop: () => undefined };
}
