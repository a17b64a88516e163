/** A sign-in between its start here and the return from the provider. */
export interface PendingSignIn {
  readonly providerId: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly expiresAt: Date;
}

/**
 * Pending sign-ins live in the browser that started them, sealed: no other browser can finish them, and every process
 * of the installation can.
 */
export abstract class PendingSignIns {
  /** A text that only {@link open} understands. */
  abstract seal(pending: PendingSignIn): string;
  /** Null for what we did not seal. */
  abstract open(sealed: string): PendingSignIn | null;
}
