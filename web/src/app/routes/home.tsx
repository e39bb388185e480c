import { Link } from "@tanstack/react-router";
import { ArrowRight, GitPullRequest, Quote, ShieldCheck, Workflow } from "lucide-react";
import { Logo } from "@/components/logo.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ReviewSample } from "../shell/review-sample.tsx";
import { ThemeMenu } from "../shell/theme-menu.tsx";

const promises = [
	{
		icon: GitPullRequest,
		title: "Your work, mirrored",
		text: "Repositories, issues, pull requests, reviews and people, kept current by webhooks and repaired by regular syncs.",
	},
	{
		icon: Quote,
		title: "Feedback on the line",
		text: "Each pull request is read against the practices your team has agreed on: what is missing, what is done well, and why it matters.",
	},
	{
		icon: ShieldCheck,
		title: "On your own machines",
		text: "Code is read in a container without network or credentials. What leaves is what you send to the model you chose.",
	},
	{
		icon: Workflow,
		title: "Nothing hidden",
		text: "Why a review ran or did not, what it cost, which stage it is in: all of it is on the page, and can be run again.",
	},
];

/** For visitors: what this is, and the way in. */
export function HomePage() {
	return (
		<div className="min-h-dvh bg-[radial-gradient(70rem_36rem_at_70%_-10%,color-mix(in_oklch,var(--primary)_16%,transparent),transparent)]">
			<title>Hephaestus · good practice, forged together</title>
			<header className="mx-auto flex max-w-6xl items-center justify-between px-4 py-4 sm:px-6">
				<Logo />
				<div className="flex items-center gap-2">
					<ThemeMenu />
					<Button asChild variant="outline">
						<Link to="/login">Sign in</Link>
					</Button>
				</div>
			</header>
			<main id="main" tabIndex={-1} className="mx-auto max-w-6xl px-4 pb-20 sm:px-6">
				<div className="grid items-center gap-12 py-12 lg:grid-cols-[1.1fr_1fr] lg:py-20">
					<div className="space-y-6">
						<h1 className="text-balance font-semibold text-4xl leading-[1.1] tracking-tight sm:text-5xl">
							Good engineering practice, forged one pull request at a time
						</h1>
						<p className="max-w-xl text-lg text-muted-foreground">
							Hephaestus reads your team's pull requests against the practices you care about, and answers where the
							work happens: short, specific, on the line.
						</p>
						<Button asChild size="lg">
							<Link to="/login">
								Sign in to start <ArrowRight aria-hidden="true" />
							</Link>
						</Button>
					</div>
					<ReviewSample />
				</div>
				<ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
					{promises.map(({ icon: Icon, title, text }) => (
						<li key={title} className="rounded-xl border bg-card/70 p-5">
							<Icon aria-hidden="true" className="mb-3 size-5 text-primary" />
							<h2 className="mb-1 font-semibold">{title}</h2>
							<p className="text-muted-foreground text-sm leading-relaxed">{text}</p>
						</li>
					))}
				</ul>
			</main>
		</div>
	);
}
