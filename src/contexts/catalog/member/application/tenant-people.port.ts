/** The properties of a user that may be shown. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The people of a tenant, as the catalog needs them. */
export abstract class TenantPeople {
  /** By id; those who are not in the tenant are missing. */
  abstract named(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
}
