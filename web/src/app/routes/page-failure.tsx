import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { Failure } from "@/components/failure.tsx";

/** A page that could not be shown at all: its guard failed or its code broke. */
export function PageFailure({ error, reset }: ErrorComponentProps) {
	const router = useRouter();
	return (
		<div className="mx-auto w-full max-w-xl px-4 py-16">
			<title>Something went wrong · Hephaestus</title>
			<Failure
				error={error instanceof Error ? error : new Error("This page could not be shown.")}
				onRetry={() => {
					reset();
					void router.invalidate();
				}}
			/>
		</div>
	);
}
