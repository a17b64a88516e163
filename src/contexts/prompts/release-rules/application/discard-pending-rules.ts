import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ReleaseRules } from '../domain/release-rules';
import { RELEASE_RULES_AUDIT } from '../domain/release-rules-audit';
import { pendingOf, type PendingRulesCommand, type RulesUnderChange } from './rules-under-change';

/** Discards proposed rules. Every user that may change rules may do it, including their author. */
export class DiscardPendingRules {
  constructor(
    private readonly underChange: RulesUnderChange,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Throws NoSuchChange. */
  execute({ changeId, ...address }: PendingRulesCommand): Promise<ReleaseRules> {
    return this.unitOfWork.run(async () => {
      const open = await this.underChange.open(address);
      return this.underChange.settle(RELEASE_RULES_AUDIT.discard, open, pendingOf(open, changeId), null);
    });
  }
}
