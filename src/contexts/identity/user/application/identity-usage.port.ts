/** What other contexts keep of a user or tenant, as words for a message ("3 projects"); empty when nothing blocks the removal. */
export abstract class IdentityUsage {
  /** Within the transaction of a user's removal: what it depends on is locked. */
  abstract ofUser(tenantId: string, userId: string): Promise<readonly string[]>;
  abstract ofTenant(tenantId: string): Promise<readonly string[]>;
  /** Of projects; they go with the user. */
  abstract membershipsOf(tenantId: string, userId: string): Promise<number>;
}
