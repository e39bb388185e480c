import type { PracticeDefinition } from "../practices.ts";
import { avoidsInsecureDefaultsAndOverBroadPermissions } from "./practices/avoids-insecure-defaults-and-over-broad-permissions.ts";
import { commitSubjectsExplainEachChange } from "./practices/commit-subjects-explain-each-change.ts";
import { describeWhatAndWhy } from "./practices/describe-what-and-why.ts";
import { documentsPublicApiAndBehaviourChanges } from "./practices/documents-public-api-and-behaviour-changes.ts";
import { handlesErrorsInsteadOfSwallowingThem } from "./practices/handles-errors-instead-of-swallowing-them.ts";
import { keepsTheTestSuiteHonest } from "./practices/keeps-the-test-suite-honest.ts";
import { leavesTheCodeCleanWithIntentRevealingComments } from "./practices/leaves-the-code-clean-with-intent-revealing-comments.ts";
import { readyAndTraceableHandoff } from "./practices/ready-and-traceable-handoff.ts";
import { removesDuplicationInsteadOfCopyPasting } from "./practices/removes-duplication-instead-of-copy-pasting.ts";
import { scopeOneReviewableChange } from "./practices/scope-one-reviewable-change.ts";
import { shipsTestsWithTheChange } from "./practices/ships-tests-with-the-change.ts";
import { validatesInputsAndEdgeCasesAtTheBoundary } from "./practices/validates-inputs-and-edge-cases-at-the-boundary.ts";

/** The default practices, area by area, in the order people see them. A new practice is a file and a line here. */
export const PRACTICES: readonly PracticeDefinition[] = [
	scopeOneReviewableChange,
	describeWhatAndWhy,
	readyAndTraceableHandoff,
	commitSubjectsExplainEachChange,
	shipsTestsWithTheChange,
	keepsTheTestSuiteHonest,
	removesDuplicationInsteadOfCopyPasting,
	leavesTheCodeCleanWithIntentRevealingComments,
	handlesErrorsInsteadOfSwallowingThem,
	validatesInputsAndEdgeCasesAtTheBoundary,
	avoidsInsecureDefaultsAndOverBroadPermissions,
	documentsPublicApiAndBehaviourChanges,
];
