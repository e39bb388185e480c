/**
 * A cron expression with six fields, seconds first (as operators write them), in the seven fields that Temporal takes
 * when seconds are given: the last one is the year. `?` means `*`.
 */
export function temporalCron(sixFields: string): string {
	return [...sixFields.trim().split(/\s+/), "*"].map((field) => (field === "?" ? "*" : field)).join(" ");
}
