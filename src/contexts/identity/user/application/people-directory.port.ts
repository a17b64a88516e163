/** The properties of a user that others may show. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The facts that show whether somebody else could act as a user. */
export interface AccountHistory {
  readonly createdAt: Date;
  /** The users that set the credentials or the role; `replacedAt` is the time when the user chose an own password since. */
  readonly credentialsSetBy: readonly { readonly userId: string; readonly replacedAt: Date | null }[];
}

export abstract class PeopleDirectory {
  /** The users with these ids, by id, without those that are not (or no longer) in the tenant. */
  abstract named(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, Person>>;
  abstract accounts(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, AccountHistory>>;
}
