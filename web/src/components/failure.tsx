import { RefreshCw } from "lucide-react";
import { ApiProblem } from "@/lib/api-problem.ts";
import { Alert } from "./ui/alert.tsx";
import { Button } from "./ui/button.tsx";

interface FailureProps {
	error: Error;
	onRetry?: () => void;
	retrying?: boolean;
}

/** What failed, in the server's words, with the number an operator finds in the logs, and a way to try again. */
export function Failure({ error, onRetry, retrying = false }: FailureProps) {
	const problem = error instanceof ApiProblem ? error : null;
	const mayRetry = onRetry && isWorthRetrying(problem);
	const title = problem?.title ?? "Something went wrong on this page";
	return (
		<Alert
			kind="danger"
			title={title}
			actions={
				mayRetry ? (
					<Button variant="outline" size="sm" onClick={onRetry} disabled={retrying}>
						<RefreshCw aria-hidden="true" className={retrying ? "animate-spin" : undefined} />
						Try again
					</Button>
				) : null
			}
		>
			{error.message === title ? null : <p>{error.message}</p>}
			{problem?.requestId ? (
				<p className="pt-1 text-muted-foreground text-xs">
					For whoever runs this server: request <code>{problem.requestId}</code>
				</p>
			) : null}
		</Alert>
	);
}

/** Asking again changes nothing about a refusal, unless it only came too early. */
function isWorthRetrying(problem: ApiProblem | null): boolean {
	return problem === null || problem.status === 0 || problem.status === 429 || problem.status >= 500;
}
