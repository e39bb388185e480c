// Runs before the first paint so that a dark page never flashes white. A file of its own because the
// content security policy forbids inline scripts. The key and its values are those of src/lib/theme.ts.
(() => {
	let theme = null;
	try {
		theme = localStorage.getItem("hephaestus-theme");
	} catch {
		// Storage may be blocked; the system's preference decides then.
	}
	const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
	document.documentElement.classList.toggle("dark", dark);
})();
