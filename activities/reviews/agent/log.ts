/** One JSON line to standard output, which the runner keeps as the run's log. */
export function log(message: string, details: Record<string, unknown> = {}): void {
	process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), message, ...details })}\n`);
}
