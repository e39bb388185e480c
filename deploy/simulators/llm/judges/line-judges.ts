import { isSourceFile, isTestFile } from "../model/change.ts";
import { matchingLines } from "./added-lines.ts";
import type { Judge } from "./judgement.ts";

const name = (path: string) => path.split("/").at(-1) ?? path;

/** Debugging output, disabled code and notes to oneself that stayed behind. */
export const residue: Judge = {
	slugs: ["leaves-the-code-clean-with-intent-revealing-comments"],
	about: /\b(debug|commented-out|left-?over|residue)\b/i,
	judge: ({ change }) =>
		matchingLines(change, {
			pattern:
				/\bconsole\.(log|debug)\(|\bdebugger\b|System\.out\.print|^\s*print\(|\bdbg!\(|^\s*(\/\/|#)\s*(TODO|FIXME|XXX|HACK)\b|^\s*\/\/.*[;{]\s*$|^\s*#\s*\w+\(.*\)\s*$/,
			files: (path) => isSourceFile(path),
			describe: (line) => ({
				severity: "MINOR",
				confidence: 0.85,
				title: `Something for the desk stayed in ${name(line.path)}`,
				reasoning: `"${line.text}" in ${line.path} helped while the change was being written. Readers will wonder whether it is meant to stay.`,
				guidance: "Go through the added lines once more and take out what was only for you.",
				note: "Was this for trying things out? If it should stay, say why; otherwise it can go.",
			}),
		}),
};

/** Credentials in the text of the change. */
export const secrets: Judge = {
	slugs: ["hardcoded-secrets"],
	about: /\b(secret|credential|password|api key)s?\b/i,
	judge: ({ change }) => matchingLines(change, secretPattern),
};

const secretPattern = {
	pattern: /\b(api[_-]?key|secret|token|password|passwd)\b["']?\s*[:=]\s*["'][^"'\s${}]{8,}["']/i,
	files: (path: string) => !isTestFile(path),
	describe: (line: { path: string }) => ({
		severity: "CRITICAL" as const,
		confidence: 0.85,
		title: `A credential is written into ${name(line.path)}`,
		reasoning: `An added line of ${line.path} assigns what looks like a credential as plain text. Everyone who can read the repository can use it, also after it was removed again.`,
		guidance: "Have it revoked, and read it from the environment or the secret store instead.",
		note: "This looks like a real credential. Please have it revoked, and read it from the environment.",
	}),
};

/** Settings that ship open. */
export const insecureDefaults: Judge = {
	slugs: ["avoids-insecure-defaults-and-over-broad-permissions"],
	about: /\b(insecure|permission|default)s?\b/i,
	judge: ({ change }) => [
		...matchingLines(change, {
			pattern:
				/rejectUnauthorized\s*:\s*false|verify\s*=\s*False|InsecureSkipVerify\s*:\s*true|origin\s*:\s*["']\*["']|Access-Control-Allow-Origin["']?\s*[,:]\s*["']\*|chmod\s+(-R\s+)?777|0o?777|DEBUG\s*=\s*True/,
			describe: (line) => ({
				severity: "MAJOR",
				confidence: 0.9,
				title: `A protection is switched off in ${name(line.path)}`,
				reasoning: `"${line.text}" in ${line.path} opens more than this change needs, for everybody who deploys it.`,
				guidance: "Keep the safe setting as the default and let those who need another say so in their configuration.",
				note: "This opens the door for every deployment. Can the safe setting stay the default?",
			}),
		}),
		...matchingLines(change, secretPattern),
	],
};

/** Values from outside that reach a dangerous place as they are. */
export const untrustedInput: Judge = {
	slugs: ["validates-and-escapes-untrusted-input"],
	about: /\b(untrusted|escape|injection)\b/i,
	judge: ({ change }) =>
		matchingLines(change, {
			pattern:
				/(select|insert|update|delete)\b.+(\$\{|["']\s*\+|%s["']\s*%)|\beval\(|\binnerHTML\s*=|dangerouslySetInnerHTML|\bexec(Sync)?\(\s*[`"'].*(\$\{|\+)|os\.system\(/i,
			files: isSourceFile,
			describe: (line) => ({
				severity: "MAJOR",
				confidence: 0.8,
				title: `A value from outside is put together with code in ${name(line.path)}`,
				reasoning: `"${line.text}" in ${line.path} joins a value with text that is then interpreted. Whoever chooses the value can change what the text means.`,
				guidance: "Pass the value beside the text (a parameter, an argument list, text content) rather than inside it.",
				note: "Whoever controls this value controls what is run here. Can it be passed as a parameter instead?",
			}),
		}),
};

/** Values from outside that are used as they come. */
export const uncheckedInput: Judge = {
	slugs: ["validates-inputs-and-edge-cases-at-the-boundary"],
	about: /\b(validat\w+|boundary|edge cases?)\b/i,
	judge: ({ change }) =>
		matchingLines(change, {
			pattern:
				/=\s*(await\s+)?(req|request|ctx|c)\.(body|query|params)\b|JSON\.parse\((?!.*schema)|=\s*process\.argv\[|\b(parseInt|Number)\(\s*(req|request)\./,
			files: isSourceFile,
			describe: (line) => ({
				severity: "MAJOR",
				confidence: 0.75,
				title: `A value is used as it arrives in ${name(line.path)}`,
				reasoning: `"${line.text}" in ${line.path} takes a value that others choose. Among the added lines nothing makes sure that it is there and has the expected form.`,
				guidance: "Name the form you expect, check it here at the edge, and answer clearly when it does not fit.",
				note: "What if this is missing or has another form? A check here would keep the rest of the code simple.",
			}),
		}),
};

/** Hard ends on conditions that can be met at runtime. */
export const chosenCrashes: Judge = {
	slugs: ["avoids-unsafe-panics-and-chosen-crashes"],
	about: /\b(panic|crash|abort|force-unwrap)\w*\b/i,
	judge: ({ change }) =>
		matchingLines(change, {
			pattern: /\bprocess\.exit\(|\bpanic!?\(|\.unwrap\(\)|System\.exit\(|\bos\._exit\(|\w\)?!!\.|\bfatalError\(/,
			files: isSourceFile,
			describe: (line) => ({
				severity: "MAJOR",
				confidence: 0.75,
				title: `The program ends hard in ${name(line.path)}`,
				reasoning: `"${line.text}" in ${line.path} ends everything where only one piece of work failed.`,
				guidance: "Report the failure to the caller, who knows whether the program can go on.",
				note: "Does this condition have to end the whole program? The caller may know better.",
			}),
		}),
};

/** Tests that no longer test. */
export const honestTests: Judge = {
	slugs: ["keeps-the-test-suite-honest"],
	about: /\b(skipped|deleted|hollow)\w*\b.*\btests?\b/i,
	judge: ({ change }) =>
		matchingLines(change, {
			pattern: /\b(it|test|describe)\.(skip|only)\(|\bx(it|describe)\(|@Disabled|@Ignore|pytest\.mark\.skip|t\.Skip\(/,
			files: isTestFile,
			describe: (line) => ({
				severity: "MAJOR",
				confidence: 0.9,
				title: `A test no longer runs in ${name(line.path)}`,
				reasoning: `"${line.text}" in ${line.path} takes a test out of the suite, and the change does not say why.`,
				guidance: "Make it run again, or write down beside it what has to happen first.",
				note: "What has to happen before this test can run again? A sentence here would help whoever finds it.",
			}),
		}),
};
