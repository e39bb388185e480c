/** An organisation or a person's account on GitHub that a workspace can be made from. */
export interface ConnectableAccount {
	login: string;
	accountType: "ORG" | "USER";
	avatarUrl: string | null;
	installationId: number | null;
	repositories: number | null;
}
