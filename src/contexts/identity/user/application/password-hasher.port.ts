export abstract class PasswordHasher {
  /** Slow on purpose: call it outside of a transaction. */
  abstract hash(password: string): Promise<string>;
  /** Takes as long for an unknown account (`hash` null, never true) as for a known one. */
  abstract verify(password: string, hash: string | null): Promise<boolean>;
}
