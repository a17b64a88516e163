/** The fact that another user set the credentials or the role of a user. There is one for each setter. */
export interface CredentialSetting {
  readonly tenantId: string;
  readonly userId: string;
  /** The id of the setter, who acted in person or with an own API key. */
  readonly setBy: string;
  readonly setAt: Date;
  /** The time when the user chose an own password since; null if they have not. */
  readonly replacedAt: Date | null;
}
