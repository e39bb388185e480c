import type { ChangedFile } from "./diff.ts";
import { clip, FINDING_CHARACTERS, type Finding, type Severity } from "./findings.ts";
import { HARDCODED_SECRETS } from "./practices.ts";

interface Detector {
	name: string;
	/** Its first group, or the whole match, is the secret. */
	pattern: RegExp;
}

/** Formats that name themselves (specification, section 11.4). */
const KNOWN_FORMATS: readonly Detector[] = [
	{ name: "an OpenAI key", pattern: /\bsk-(?!ant-)(?:proj-)?[A-Za-z0-9_-]{20,}/ },
	{ name: "an Anthropic key", pattern: /\bsk-ant-[A-Za-z0-9_-]{20,}/ },
	{ name: "a GitHub token", pattern: /\bgh[pousr]_[A-Za-z0-9]{36,}/ },
	{ name: "a GitHub fine-grained token", pattern: /\bgithub_pat_[A-Za-z0-9_]{22,}/ },
	{ name: "a GitLab token", pattern: /\bglpat-[A-Za-z0-9_-]{20,}/ },
	{ name: "an AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
	{ name: "a Slack token", pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}/ },
	{ name: "a Google API key", pattern: /\bAIza[A-Za-z0-9_-]{35}/ },
	{ name: "a Stripe key", pattern: /\b[sr]k_live_[A-Za-z0-9]{16,}/ },
	{ name: "a SendGrid key", pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/ },
	{ name: "a Hugging Face token", pattern: /\bhf_[A-Za-z0-9]{30,}/ },
	{ name: "a private key", pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/ },
	{
		name: "a connection string with a password",
		pattern: /\b[a-z][a-z0-9+]{0,20}:\/\/[^\s:/@'"]+:([^\s@/'"${}<>]{3,})@[^\s'"]+/i,
	},
];
// Bounded everywhere: an open-ended repetition here takes quadratic time, and authors choose the lines.
const ASSIGNMENT =
	/\b[\w.-]{0,64}(?:secret|token|passw(?:or)?d|api[_-]?key|access[_-]?key|private[_-]?key|credential)[\w-]{0,64}["']?\s{0,8}[:=]\s{0,8}["'`]([^"'`]{12,150})["'`]/i;
const NOT_A_SECRET =
	/\$\{|process\.env|os\.environ|getenv|<[^>]+>|example|placeholder|change.?me|your[_-]|dummy|xxxx|\*{3}|^https?:|^[./~]|\s/i;
const COMMENT = /^\s*(?:\/\/|#(?!!)|\*|\/\*|--(?!-)|<!--)/;
const SAMPLE_PATH = /(?:^|[/_.-])(?:tests?|spec|fixtures?|docs?|examples?|samples?|mocks?|__tests__)(?:[/_.-]|$)/i;

/** Whoever writes names and values writes them near the line's beginning; what is longer was generated. */
const ASSIGNMENT_CHARACTERS = 2000;
/** Nobody reads more of them, and each one costs room in the comment and time in the mask. */
const MAX_FINDINGS = 100;
const MAX_MASKED = 1000;
/** A shorter one, such as the password "the", is an ordinary word of other texts. */
const MIN_MASKED_CHARACTERS = 8;

/** Secrets on the lines that a change adds, one finding a line, up to 100; the secret itself is masked everywhere. */
export function scanForSecrets(diff: readonly ChangedFile[]): Finding[] {
	const findings: Finding[] = [];
	for (const { path, line, text } of addedLines(diff)) {
		const hit = COMMENT.test(text) ? null : detect(text);
		if (hit !== null) findings.push(toFinding(path, line, text, hit));
		if (findings.length === MAX_FINDINGS) break;
	}
	return findings;
}

/** A function that masks the secrets of this change, short ones apart, in a text, whoever wrote the text. */
export function secretMasker(diff: readonly ChangedFile[]): (text: string) => string {
	const secrets = new Set<string>();
	for (const { text } of addedLines(diff)) {
		const hit = detect(text);
		if (hit !== null && hit.secret.length >= MIN_MASKED_CHARACTERS) secrets.add(hit.secret);
		if (secrets.size === MAX_MASKED) break;
	}
	return (text) => [...secrets].reduce(mask, text);
}

function* addedLines(diff: readonly ChangedFile[]) {
	for (const { path, hunks } of diff)
		for (const { lines } of hunks)
			for (const line of lines) if (line.kind === "ADDED") yield { path, line: line.line, text: line.text };
}

interface Hit {
	name: string;
	secret: string;
	known: boolean;
}

function detect(text: string): Hit | null {
	for (const { name, pattern } of KNOWN_FORMATS) {
		const match = pattern.exec(text);
		if (match !== null) return { name, secret: match[1] ?? match[0], known: true };
	}
	const value = ASSIGNMENT.exec(text.slice(0, ASSIGNMENT_CHARACTERS))?.[1];
	if (value === undefined || NOT_A_SECRET.test(value) || entropy(value) < 3.5) return null;
	return { name: "a value that looks like a secret", secret: value, known: false };
}

/** Shannon entropy in bits a character. */
function entropy(text: string): number {
	const counts = new Map<string, number>();
	for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
	return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}

/** Shows that something stood there, and not what: of a secret at most its first quarter, up to four characters. */
export function mask(text: string, secret: string): string {
	return text.replaceAll(secret, () => `${secret.slice(0, Math.min(4, secret.length / 4))}…[masked]`);
}

function toFinding(path: string, line: number, text: string, hit: Hit): Finding {
	const severity: Severity = hit.known && !SAMPLE_PATH.test(path) ? "CRITICAL" : "MAJOR";
	return {
		practiceSlug: HARDCODED_SECRETS,
		title: `This line contains ${hit.name}`,
		presence: "PRESENT",
		assessment: "BAD",
		severity,
		confidence: 1,
		evidence: {
			locations: [{ path, startLine: line }],
			snippets: [clip(mask(text.trim(), hit.secret), FINDING_CHARACTERS.snippet)],
		},
		reasoning: `The change adds ${hit.name} in plain text. Everyone who can read the repository, now or later, can use it; removing the line does not remove it from the history.`,
		guidance:
			"Revoke this credential where it was issued, then read its replacement from the environment or a secret store instead of the code.",
	};
}
