import type { PracticeDefinition } from "../../practices.ts";

export const avoidsInsecureDefaultsAndOverBroadPermissions: PracticeDefinition = {
	slug: "avoids-insecure-defaults-and-over-broad-permissions",
	name: "Avoid insecure defaults and over-broad permissions",
	area: "secure-by-default-changes",
	artifactType: "PULL_REQUEST",
	triggerEvents: ["PullRequestCreated", "PullRequestReady", "PullRequestSynchronized"],
	preamble: "PULL_REQUEST_CODE",
	isDefectDetector: true,
	whyItMatters:
		"Settings are copied, forgotten and shipped. What is open by default stays open in places nobody remembers, and is found by others first.",
	whatGoodLooksLike:
		"A change asks for the least it needs, starts closed, and opens only by an explicit, visible decision.",
	criteria: `What is judged: does an added line make the system more open than its purpose needs?

What bad looks like – walk these six classes, each time: (1) verification switched off, such as certificates not checked, signatures or hosts ignored; (2) wide access, such as any origin allowed together with credentials, a bind to every interface without need, a token scope or role wider than the use; (3) files and storage readable or writable for everyone; (4) a guard removed or bypassed, such as an authorisation check, a rate limit, a protection against forged requests; (5) credentials exposed, in code, in an address, in a log line or in an error that reaches a user; (6) debug defaults that ship, such as debug mode on, a default password, verbose errors, a test account. Not meant: local development files and tests that clearly stay there, an openness that the change explains and limits, a public endpoint meant to be public. These are examples within each class; ask what somebody who wishes us ill would do with this line.

DEFECT-DETECTOR DISCIPLINE: report what you can point at, or NOT_APPLICABLE naming the classes you walked and the files you scanned. There is no praise here.

Which answer when. An open setting on an added line: PRESENT, BAD. MINOR where another layer still protects; MAJOR where protection depends on it; CRITICAL where it is reachable from outside and gives access, or a live credential is exposed.

Files: diff.patch, removed lines included – a removed guard is a finding on the line next to it; the checkout to see whether another layer protects and where a configuration is used.

Grounding: cite file and [L<n>], quote the line, but never repeat a credential in full: show its first characters only. Do not claim that something is reachable when you have not seen how.

Boundary: outside values that reach a dangerous sink are another practice's matter; missing validation too.

Guidance: name the narrowest setting that still serves the purpose, and where it would be opened deliberately if somebody must.`,
};
