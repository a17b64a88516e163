import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import { revise } from '#shared/revise';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { RULES_FIELDS, type ReleaseRules, type ReleaseRulesContent } from '../domain/release-rules';
import { RELEASE_RULES_AUDIT } from '../domain/release-rules-audit';
import type { ReleaseRulesRepository } from './release-rules-repository.port';
import { rulesSubject, type ReleaseRulesAddress, type RulesUnderChange } from './rules-under-change';

export interface ReplaceReleaseRulesCommand extends ReleaseRulesAddress {
  readonly rules: ReleaseRulesContent;
}

/** Replaces the rules at once, or as a pending change when the rules require a second user. */
export class ReplaceReleaseRules {
  constructor(
    private readonly underChange: RulesUnderChange,
    private readonly repository: ReleaseRulesRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ rules: given, ...address }: ReplaceReleaseRulesCommand): Promise<ReleaseRules> {
    return this.unitOfWork.run(async () => {
      const open = await this.underChange.open(address);
      const { actor, before } = open;
      const rules = await this.underChange.withIds(open, given);
      const now = this.clock.now();
      const wanted = before.replace(rules, now);
      const isProposal = wanted !== before && before.state.changesNeedApproval;
      const after = isProposal ? before.propose(wanted, { id: this.ids.next(), by: actor.id }, now) : wanted;
      await this.underChange.requireFitting(open, rules);
      const proposed = changesBetween(before.state, wanted.state, RULES_FIELDS);
      return revise(this.outbox, {
        what: 'Release rules',
        id: open.environment.name,
        // The precondition was checked when the rules were opened.
        expected: null,
        before,
        change: () => after,
        save: () => this.repository.save(after),
        fact: isProposal
          ? rulesSubject(RELEASE_RULES_AUDIT.propose, open, { changeId: after.state.pending?.id, proposed })
          : { ...rulesSubject(RELEASE_RULES_AUDIT.replace, open), changes: RULES_FIELDS },
      });
    });
  }
}
