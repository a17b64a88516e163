/** What identity knows of somebody who approves. */
export interface ApproverAccount {
  readonly createdAt: Date;
  /** The users that set the approver's password, address, role or a link, or issued a token to reset the password. */
  readonly credentialsSetBy: readonly { readonly userId: string; readonly replacedAt: Date | null }[];
}

/** By whom a release was asked for, and when. */
export interface Asked {
  readonly requestedBy: string;
  readonly requestedAt: Date;
}

/**
 * Why an approver may be the requester in disguise; null: nothing points to it. A password of their own counts from before the
 * request only: later the requester could have chosen it, signed in with what they had set.
 */
export function unestablished({ createdAt, credentialsSetBy }: ApproverAccount, { requestedBy, requestedAt }: Asked): string | null {
  if (createdAt > requestedAt) return 'the account was created after the deployment was requested';
  const isSet = credentialsSetBy.some(
    ({ userId, replacedAt }) => userId === requestedBy && (replacedAt === null || replacedAt > requestedAt),
  );
  return isSet ? 'the requester of the deployment set the credentials or role of the account' : null;
}
