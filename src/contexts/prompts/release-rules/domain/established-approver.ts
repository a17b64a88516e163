/** The properties of an approver's account in identity. */
export interface ApproverAccount {
  readonly createdAt: Date;
  /** The users that set the approver's password, address, role or a link, or issued a token to reset the password. */
  readonly credentialsSetBy: readonly { readonly userId: string; readonly replacedAt: Date | null }[];
}

/** The requester of a release, and the time of the request. */
export interface Asked {
  readonly requestedBy: string;
  readonly requestedAt: Date;
}

/**
 * The reason for which an approver may be the requester in disguise; null when nothing suggests it. An own password counts only if it is older
 * than the request: later the requester could have chosen it after signing in with the credentials that they had set.
 */
export function unestablished({ createdAt, credentialsSetBy }: ApproverAccount, { requestedBy, requestedAt }: Asked): string | null {
  if (createdAt > requestedAt) return 'the account was created after the deployment was requested';
  const isSet = credentialsSetBy.some(
    ({ userId, replacedAt }) => userId === requestedBy && (replacedAt === null || replacedAt > requestedAt),
  );
  return isSet ? 'the requester of the deployment set the credentials or role of the account' : null;
}
