import type { ApproverAccount } from '../domain/established-approver';

/** The users of a tenant, as far as deployments show them and rules name them. */
export abstract class Colleagues {
  /** Names by id; who is not in the tenant (any more) is missing. */
  abstract names(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** What approvers are judged by, by id; who is not in the tenant (any more) is missing. */
  abstract accounts(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, ApproverAccount>>;
}
