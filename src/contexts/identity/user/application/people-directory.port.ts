/** What others may show of a user. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

export abstract class PeopleDirectory {
  /** The users of these ids, by id; those who are not (any more) in the tenant are missing. */
  abstract named(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
}
