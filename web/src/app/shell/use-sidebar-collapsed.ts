import { useCallback, useEffect, useState } from "react";

const storageKey = "hephaestus-sidebar";

/** Remembered per browser; Ctrl/Cmd+B toggles. */
export function useSidebarCollapsed(): { collapsed: boolean; toggle(): void } {
	const [collapsed, setCollapsed] = useState(() => localStorage.getItem(storageKey) === "collapsed");
	const toggle = useCallback(() => setCollapsed((current) => !current), []);

	useEffect(() => localStorage.setItem(storageKey, collapsed ? "collapsed" : "open"), [collapsed]);
	useEffect(() => {
		function onKeyDown(event: KeyboardEvent) {
			if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key !== "b") return;
			event.preventDefault();
			toggle();
		}
		addEventListener("keydown", onKeyDown);
		return () => removeEventListener("keydown", onKeyDown);
	}, [toggle]);

	return { collapsed, toggle };
}
