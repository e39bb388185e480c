import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { cn } from "@/lib/class-names.ts";

const allowedUrl = /^https?:\/\//i;
/** Hidden markers of bots and of our own feedback; raw HTML is never rendered, and these are not worth showing. */
const htmlComments = /<!--[\s\S]*?-->/g;

const components: Components = {
	a: ({ href, children }) =>
		href ? (
			<a href={href} target="_blank" rel="noopener noreferrer nofollow">
				{children}
			</a>
		) : (
			children
		),
	// Remote images would tell their host who reads what, so a link stands in.
	img: ({ src, alt }) =>
		typeof src === "string" && src ? (
			<a href={src} target="_blank" rel="noopener noreferrer nofollow">
				{alt || "image"}
			</a>
		) : null,
	input: ({ checked }) => (
		<input type="checkbox" checked={checked ?? false} disabled aria-label={checked ? "done" : "to do"} />
	),
	// The page owns h1 and h2; what people wrote starts below, and most start with their second level.
	h1: ({ children }) => <h3>{children}</h3>,
	h2: ({ children }) => <h3>{children}</h3>,
	h3: ({ children }) => <h4>{children}</h4>,
	h4: ({ children }) => <h5>{children}</h5>,
	h5: ({ children }) => <h6>{children}</h6>,
};

/** Markdown that others wrote, made safe: no raw HTML, http(s) links only, no remote images. */
export function Markdown({ children, className }: { children: string; className?: string }) {
	return (
		<div className={cn("prose", className)}>
			<ReactMarkdown
				remarkPlugins={[remarkGfm]}
				skipHtml
				components={components}
				urlTransform={(url) => (allowedUrl.test(url) ? url : "")}
			>
				{children.replaceAll(htmlComments, "")}
			</ReactMarkdown>
		</div>
	);
}
