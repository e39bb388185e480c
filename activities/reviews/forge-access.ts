import type { GitCredential } from "../scm/git/git-environment.ts";

/** Names a pull request to a forge. */
export interface ForgeSubject {
	nodeId: string;
	nameWithOwner: string;
	number: number;
}

export interface PostedComment {
	id: string;
	url: string;
	body: string;
}

/** An inline comment of ours that stands on a pull request. */
export interface PostedNote extends PostedComment {
	path: string;
	/** Resolved by somebody, or standing on lines that changed since. */
	isDone: boolean;
	isHidden: boolean;
	/** Body of the pull request review it came with. */
	reviewBody: string;
}

export interface NoteToPost {
	path: string;
	startLine: number;
	endLine: number;
	body: string;
}

/**
 * What a review says to a forge and reads back. Lists hold comments of our own identity only; what a person wrote with
 * our markers is not among them. Throws what the provider's client throws.
 */
export interface ForgeFeedback {
	/** The forge's number of the account that our comments are by. */
	ownNativeId(): Promise<number>;
	listComments(subject: ForgeSubject): Promise<PostedComment[]>;
	postComment(subject: ForgeSubject, body: string): Promise<PostedComment>;
	/** Null when the comment is not there any more. */
	editComment(id: string, body: string): Promise<PostedComment | null>;
	listNotes(subject: ForgeSubject): Promise<PostedNote[]>;
	/**
	 * Posts all notes as one review of that commit, approving nothing. Returns why, in the forge's words, when it refuses
	 * a line or the commit; nothing was posted then.
	 */
	postNotes(
		subject: ForgeSubject,
		review: { commitSha: string; body: string; notes: NoteToPost[] },
	): Promise<{ refused: string } | { refused: null }>;
	/** Folds a note away as outdated. */
	hideNote(id: string): Promise<void>;
	/** Puts 👀 on a comment. */
	acknowledge(commentNodeId: string): Promise<void>;
}

/** A workspace's forge as reviews use it. */
export interface ForgeAccess {
	cloneUrl(nameWithOwner: string): string;
	/** Ref that leads to a pull request's head. */
	headRef(number: number): string;
	gitCredential(): Promise<GitCredential>;
	feedback: ForgeFeedback;
}

/** Opens the workspace's active connection. Throws a typed failure when there is none. */
export type OpenForge = (workspaceId: number) => Promise<ForgeAccess>;
