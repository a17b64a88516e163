/** A sign-in between its start here and the return from the provider. */
export interface PendingSignIn {
  readonly providerId: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly expiresAt: Date;
}

/**
 * The browser that started a sign-in keeps it, sealed: no other browser can finish it, and every process
 * of the installation can.
 */
export abstract class PendingSignIns {
  /** Returns a text that only {@link open} can read. */
  abstract seal(pending: PendingSignIn): string;
  /** Returns null for a text that JAPM did not seal. */
  abstract open(sealed: string): PendingSignIn | null;
}
