import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const api = process.env.API_ADDRESS ?? "http://localhost:8080";

export default defineConfig({
	root: import.meta.dirname,
	plugins: [react(), tailwindcss()],
	resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
	build: {
		outDir: "dist",
		// Fonts and images stay files: the content security policy allows no data: fonts.
		assetsInlineLimit: 0,
	},
	server: {
		port: 5173,
		proxy: Object.fromEntries(["/api", "/webhooks", "/oauth", "/oauth2"].map((path) => [path, { target: api }])),
	},
});
