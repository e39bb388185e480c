import type { PracticeDefinition } from "../practices.ts";
import { describeWhatAndWhy } from "./practices/describe-what-and-why.ts";

/** The default practices, area by area, in the order people see them. A new practice is a file and a line here. */
export const PRACTICES: readonly PracticeDefinition[] = [describeWhatAndWhy];
