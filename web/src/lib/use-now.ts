import { useEffect, useState } from "react";

/** The clock, read again every `periodMs`, for texts that age. */
export function useNow(periodMs: number): number {
	const [now, setNow] = useState(() => Date.now());
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), periodMs);
		return () => clearInterval(timer);
	}, [periodMs]);
	return now;
}
