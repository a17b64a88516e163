export abstract class PasswordHasher {
  /** Hashes a password. It is slow on purpose, so call it outside a transaction. */
  abstract hash(password: string): Promise<string>;
  /** Takes as long for an unknown account (`hash` null, never true) as for a known one. */
  abstract verify(password: string, hash: string | null): Promise<boolean>;
}
