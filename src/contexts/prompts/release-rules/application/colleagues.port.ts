import type { ApproverAccount } from '../domain/established-approver';

/** The users of a tenant in deployments and rules. */
export abstract class Colleagues {
  /** The names by id, without users that are not (or no longer) in the tenant. */
  abstract names(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The properties for judging approvers, by id, without users that are not (or no longer) in the tenant. */
  abstract accounts(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, ApproverAccount>>;
}
