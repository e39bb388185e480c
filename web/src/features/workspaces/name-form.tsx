import { slugFrom, slugProblem } from "@hephaestus/domain/workspaces/slug.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Failure } from "@/components/failure.tsx";
import { Button } from "@/components/ui/button.tsx";
import { Field } from "@/components/ui/field.tsx";
import { ApiProblem } from "@/lib/api-problem.ts";
import { type ConnectableAccount, createWorkspace, type Workspace, workspacesQuery } from "./queries.ts";

interface NameFormProps {
	account: ConnectableAccount;
	personalAccessToken?: string;
	onBack(): void;
	onCreated(workspace: Workspace): void;
}

/** The last step: name and address of the workspace. The address follows the name until it is edited. */
export function NameForm({ account, personalAccessToken, onBack, onCreated }: NameFormProps) {
	const [displayName, setDisplayName] = useState(account.login);
	const [ownSlug, setOwnSlug] = useState<string | null>(null);
	const slug = ownSlug ?? slugFrom(displayName);
	const heading = useRef<HTMLHeadingElement>(null);
	useEffect(() => heading.current?.focus(), []);

	const queryClient = useQueryClient();
	const create = useMutation({
		mutationFn: createWorkspace,
		onSuccess: async (workspace) => {
			await queryClient.invalidateQueries({ queryKey: workspacesQuery.queryKey });
			onCreated(workspace);
		},
	});
	const refused = create.error instanceof ApiProblem ? create.error.errors : {};
	const slugError = refused.workspaceSlug?.[0] ?? (slug === "" ? undefined : slugProblem(slug));

	function submit(event: FormEvent) {
		event.preventDefault();
		if (slugProblem(slug)) return;
		create.mutate({
			kind: "GITHUB",
			displayName,
			workspaceSlug: slug,
			accountLogin: account.login,
			...(personalAccessToken === undefined
				? { installationId: account.installationId ?? undefined }
				: { personalAccessToken }),
		});
	}

	return (
		<form onSubmit={submit} className="space-y-5 rounded-xl border bg-card p-6">
			<h2 ref={heading} tabIndex={-1} className="font-semibold text-lg tracking-tight">
				Name the workspace for {account.login}
			</h2>
			<Field
				label="Name"
				required
				maxLength={120}
				value={displayName}
				onChange={(event) => setDisplayName(event.target.value)}
				error={refused.displayName?.[0]}
			/>
			<Field
				label="Address"
				required
				spellCheck={false}
				autoComplete="off"
				value={slug}
				onChange={(event) => {
					setOwnSlug(event.target.value.toLowerCase());
					create.reset();
				}}
				hint={`${location.host}/w/${slug || "…"} · it stays in links, so choose it well`}
				error={slugError}
			/>
			{create.isError ? <Failure error={create.error} /> : null}
			<div className="flex flex-wrap gap-2">
				<Button type="submit" disabled={create.isPending || slugError !== undefined || displayName.trim() === ""}>
					{create.isPending ? "Creating…" : "Create and start the first sync"}
				</Button>
				<Button variant="ghost" onClick={onBack} disabled={create.isPending}>
					<ArrowLeft aria-hidden="true" /> Back
				</Button>
			</div>
		</form>
	);
}
