import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ReleaseRules } from '../domain/release-rules';
import { RELEASE_RULES_AUDIT } from '../domain/release-rules-audit';
import type { PendingRulesCommand } from './confirm-pending-rules';
import type { ReleaseRulesRepository } from './release-rules-repository.port';
import { pendingOf, rulesFact, type RulesUnderChange } from './rules-under-change';

/** By anybody who may change rules, also by whoever proposed them. */
export class DiscardPendingRules {
  constructor(
    private readonly underChange: RulesUnderChange,
    private readonly repository: ReleaseRulesRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws NoSuchChange. */
  execute({ changeId, ...address }: PendingRulesCommand): Promise<ReleaseRules> {
    return this.unitOfWork.run(async () => {
      const open = await this.underChange.open(address);
      const pending = pendingOf(open, changeId);
      const after = open.before.settle(null, this.clock.now());
      await this.repository.save(after);
      this.outbox.append(rulesFact(RELEASE_RULES_AUDIT.discard, open, after, { details: { changeId, proposedBy: pending.by } }));
      return after;
    });
  }
}
