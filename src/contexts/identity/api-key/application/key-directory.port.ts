/** The properties of an API key that may be shown to those who may see the key. */
export interface NamedKey {
  readonly id: string;
  /** The id of the user that the key belongs to. */
  readonly userId: string;
  readonly name: string;
  readonly prefix: string;
}

export abstract class KeyDirectory {
  /** The keys of the tenant with these ids, by id, including revoked ones. */
  abstract named(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, NamedKey>>;
}
