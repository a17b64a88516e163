/** The properties of a user that others may show. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** What tells whether somebody else could act as a user. */
export interface AccountHistory {
  readonly createdAt: Date;
  /** Who else set their credentials or role; `replacedAt`: when they chose a password of their own since. */
  readonly credentialsSetBy: readonly { readonly userId: string; readonly replacedAt: Date | null }[];
}

export abstract class PeopleDirectory {
  /** The users of these ids, by id; those who are not (any more) in the tenant are missing. */
  abstract named(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  abstract accounts(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, AccountHistory>>;
}
