import type {
	Issue,
	IssueComment,
	PullRequest,
	Repository,
	Review,
	ReviewComment,
	ReviewThread,
	User,
} from "./model.ts";

/** What happened in the world, in the words of GitHub's webhook events. */
export type WorldEvent =
	| { name: "push"; repository: Repository; sender: User; push: Push }
	| {
			name: "pull_request";
			action:
				| "opened"
				| "edited"
				| "closed"
				| "reopened"
				| "synchronize"
				| "ready_for_review"
				| "converted_to_draft"
				| "labeled"
				| "unlabeled"
				| "review_requested";
			repository: Repository;
			sender: User;
			pullRequest: PullRequest;
			before?: string;
			after?: string;
			labelId?: number;
			reviewerId?: number;
			changes?: Record<string, { from: string }>;
	  }
	| {
			name: "issues";
			action: "opened" | "edited" | "closed" | "reopened" | "labeled";
			repository: Repository;
			sender: User;
			issue: Issue;
			labelId?: number;
			changes?: Record<string, { from: string }>;
	  }
	| {
			name: "issue_comment";
			action: "created" | "edited" | "deleted";
			repository: Repository;
			sender: User;
			comment: IssueComment;
			previousBody?: string;
	  }
	| {
			name: "pull_request_review";
			action: "submitted";
			repository: Repository;
			sender: User;
			pullRequest: PullRequest;
			review: Review;
	  }
	| {
			name: "pull_request_review_comment";
			action: "created";
			repository: Repository;
			sender: User;
			pullRequest: PullRequest;
			comment: ReviewComment;
	  }
	| {
			name: "pull_request_review_thread";
			action: "resolved" | "unresolved";
			repository: Repository;
			sender: User;
			pullRequest: PullRequest;
			thread: ReviewThread;
	  }
	| {
			name: "installation";
			action: "created" | "deleted" | "suspend" | "unsuspend";
			installationId: number;
			sender: User;
	  };

export interface Push {
	ref: string;
	before: string;
	after: string;
	forced: boolean;
	commits: PushedCommit[];
}

export interface PushedCommit {
	sha: string;
	treeSha: string;
	message: string;
	timestamp: string;
	author: { name: string; email: string };
	added: string[];
	removed: string[];
	modified: string[];
}
