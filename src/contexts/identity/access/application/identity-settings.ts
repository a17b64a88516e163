interface Settings {
  /** Whether everybody may register. It is off by default. */
  readonly registration: boolean;
  /** False makes the response of every `/tenants` route a 403. */
  readonly multiTenancy: boolean;
  /** The configured address of the first administrator; null for the default address. */
  readonly adminEmail: string | null;
  /** How long serving routes may use a principal without reading it from the database again, 0 to 1000 ms. */
  readonly principalCacheMs: number;
  /** How long serving routes accept a cached principal while the database is unavailable. */
  readonly staleGraceMs: number;
}

/** The settings of this context, bound as a constant. */
export class IdentitySettings {
  constructor(readonly values: Settings) {}
}
