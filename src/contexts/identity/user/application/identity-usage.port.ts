/** The data of a user or tenant in other contexts, as words for a message ("3 projects"). Empty when nothing blocks the removal. */
export abstract class IdentityUsage {
  /** Call it in the transaction of the removal of a user. It locks the rows on which the result depends. */
  abstract ofUser(tenantId: string, userId: string): Promise<readonly string[]>;
  abstract ofTenant(tenantId: string): Promise<readonly string[]>;
  /** The number of memberships in projects, which are deleted with the user. */
  abstract membershipsOf(tenantId: string, userId: string): Promise<number>;
}
