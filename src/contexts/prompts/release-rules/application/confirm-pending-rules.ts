import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { ExcludedApprover, UnestablishedApprover } from '../../deployment/domain/deployment-errors';
import { OwnChange } from '../domain/pending-rules-errors';
import { RULES_FIELDS, type PendingRules, type ReleaseRules } from '../domain/release-rules';
import { RELEASE_RULES_AUDIT } from '../domain/release-rules-audit';
import type { EstablishedApprovers } from './established-approvers';
import type { ReleaseRulesRepository } from './release-rules-repository.port';
import { pendingOf, rulesFact, type OpenRules, type ReleaseRulesAddress, type RulesUnderChange } from './rules-under-change';

export interface PendingRulesCommand extends ReleaseRulesAddress {
  /** Which change it is: another one may have taken its place since it was looked at. */
  readonly changeId: string;
}

/** The second pair of eyes on a change of rules. */
export class ConfirmPendingRules {
  constructor(
    private readonly underChange: RulesUnderChange,
    private readonly repository: ReleaseRulesRepository,
    private readonly established: EstablishedApprovers,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws NoSuchChange; OwnChange, ExcludedApprover and UnestablishedApprover by the rules that hold until then. */
  execute({ changeId, ...address }: PendingRulesCommand): Promise<ReleaseRules> {
    return this.unitOfWork.run(async () => {
      const open = await this.underChange.open(address);
      const pending = pendingOf(open, changeId);
      await this.#requireSecond(open, pending);
      const after = open.before.settle(pending.rules, this.clock.now());
      await this.underChange.requireFitting(open, pending.rules);
      await this.repository.save(after);
      const changes = changesBetween(open.before.state, after.state, RULES_FIELDS);
      this.outbox.append(rulesFact(RELEASE_RULES_AUDIT.confirm, open, after, { changes, details: { changeId, proposedBy: pending.by } }));
      return after;
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
