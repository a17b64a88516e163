import type { Colleagues } from './colleagues.port';
import { unestablished, type Asked } from '../domain/established-approver';
import type { ApprovalRules, Refusals } from '../domain/release-rules';

/** Finds approvers whose approvals do not count, because the requester could have given them. */
export class EstablishedApprovers {
  constructor(private readonly colleagues: Colleagues) {}

  /** The reasons by user. Deleted users were judged when they approved. */
  async refusals(
    tenantId: string,
    { establishedApprovers }: Pick<ApprovalRules, 'establishedApprovers'>,
    asked: Asked,
    approvers: readonly string[],
  ): Promise<Refusals> {
    if (!establishedApprovers) return new Map();
    const accounts = await this.colleagues.accounts(tenantId, approvers);
    return new Map(
      [...accounts].flatMap(([id, account]) => {
        const reason = unestablished(account, asked);
        return reason === null ? [] : [[id, reason] as const];
      }),
    );
  }
}
