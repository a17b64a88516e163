/** That somebody else set what a user signs in with, or which role they have; one a setter. */
export interface CredentialSetting {
  readonly tenantId: string;
  readonly userId: string;
  /** Id of the user who did it, in person or with an API key of theirs. */
  readonly setBy: string;
  readonly setAt: Date;
  /** When the user chose a password of their own since; null: they have not. */
  readonly replacedAt: Date | null;
}
