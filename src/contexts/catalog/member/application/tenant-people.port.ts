/** The properties of a user that lists show. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The users of a tenant, as the catalog needs them. */
export abstract class TenantPeople {
  /** The users by id, without those that are not in the tenant. */
  abstract named(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
}
