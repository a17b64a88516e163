import type { UnitOfWork } from '#shared/unit-of-work.port';
import { ExcludedApprover, UnestablishedApprover } from '../domain/approver-errors';
import { OwnChange } from '../domain/pending-rules-errors';
import type { PendingRules, ReleaseRules } from '../domain/release-rules';
import { RELEASE_RULES_AUDIT } from '../domain/release-rules-audit';
import type { EstablishedApprovers } from './established-approvers';
import { pendingOf, type OpenRules, type PendingRulesCommand, type RulesUnderChange } from './rules-under-change';

/** A second user confirms a change of the rules. */
export class ConfirmPendingRules {
  constructor(
    private readonly underChange: RulesUnderChange,
    private readonly established: EstablishedApprovers,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Throws NoSuchChange, and OwnChange, ExcludedApprover and UnestablishedApprover according to the current rules. */
  execute({ changeId, ...address }: PendingRulesCommand): Promise<ReleaseRules> {
    return this.unitOfWork.run(async () => {
      const open = await this.underChange.open(address);
      const pending = pendingOf(open, changeId);
      await this.#requireSecond(open, pending);
      await this.underChange.requireFitting(open, pending.rules);
      return this.underChange.settle(RELEASE_RULES_AUDIT.confirm, open, pending, pending.rules);
    });
  }

  async #requireSecond({ actor, environment, before: { state } }: OpenRules, { by, at }: PendingRules): Promise<void> {
    if (actor.id === by) throw new OwnChange(environment.name);
    if (state.excludedApprovers.includes(actor.id)) throw new ExcludedApprover(environment.name);
    const asked = { requestedBy: by, requestedAt: new Date(at) };
    const refusal = (await this.established.refusals(actor.tenantId, state, asked, [actor.id])).get(actor.id);
    if (refusal !== undefined) throw new UnestablishedApprover(environment.name, refusal);
  }
}
