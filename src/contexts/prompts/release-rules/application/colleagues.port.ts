import type { ApproverAccount } from '../domain/established-approver';

/** The users of a tenant, as far as deployments show them and rules name them. */
export abstract class Colleagues {
  /** Names by id; who is not in the tenant (any more) is missing. */
  abstract names(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The properties by which approvers are judged, by id. Users who are not in the tenant (any more) are missing. */
  abstract accounts(tenantId: string, ids: readonly string[]): Promise<ReadonlyMap<string, ApproverAccount>>;
}
