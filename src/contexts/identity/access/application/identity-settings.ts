interface Settings {
  /** Whether everybody may register; off unless configured. */
  readonly registration: boolean;
  /** False: every `/tenants` route answers 403. */
  readonly multiTenancy: boolean;
  /** Address of the first administrator as configured, null where the default one stands. */
  readonly adminEmail: string | null;
  /** How long serving routes may use a principal without asking the database again, 0 to 1000 ms. */
  readonly principalCacheMs: number;
  /** How long they go on with one that cannot be looked up again, because the database is away. */
  readonly staleGraceMs: number;
}

/** What of the configuration the context needs; bound as a constant. */
export class IdentitySettings {
  constructor(readonly values: Settings) {}
}
