import { useSyncExternalStore } from "react";

export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

/** Also read by public/theme.js before the first paint. */
const storageKey = "hephaestus-theme";
const systemDark = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();

function readTheme(): Theme {
	const stored = localStorage.getItem(storageKey);
	return themes.find((theme) => theme === stored) ?? "system";
}

function isDark(): boolean {
	const theme = readTheme();
	return theme === "dark" || (theme === "system" && systemDark.matches);
}

function apply(): void {
	document.documentElement.classList.toggle("dark", isDark());
	for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
	listeners.add(listener);
	systemDark.addEventListener("change", apply);
	return () => {
		listeners.delete(listener);
		if (listeners.size === 0) systemDark.removeEventListener("change", apply);
	};
}

/** Remembers the choice and repaints at once. */
export function chooseTheme(theme: Theme): void {
	localStorage.setItem(storageKey, theme);
	apply();
}

/** The chosen theme, and whether the page is dark because of it. */
export function useTheme(): { theme: Theme; dark: boolean } {
	return { theme: useSyncExternalStore(subscribe, readTheme), dark: useSyncExternalStore(subscribe, isDark) };
}
