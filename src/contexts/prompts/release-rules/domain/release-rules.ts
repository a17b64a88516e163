import { Validation } from '#shared/validation';
import type { Asked } from './established-approver';
import { guardedWindow, type FreezeWindow } from './freeze-window';

/** The release rules of an environment. */
export interface ReleaseRulesContent {
  /** Only deployments move pointers. */
  readonly approvalRequired: boolean;
  /** The required number of approvals of a deployment. */
  readonly approvals: number;
  /** The ids of users that must not approve. */
  readonly excludedApprovers: readonly string[];
  /** Users that could be the requester in disguise must not approve; see {@link unestablished}. */
  readonly establishedApprovers: boolean;
  readonly freezeWindows: readonly FreezeWindow[];
  /** The id of the environment that must have pointed at a version before. */
  readonly after: string | null;
  /** One user proposes a change of the rules and another confirms it. */
  readonly changesNeedApproval: boolean;
}

/** Rules that wait for a second user. */
export interface PendingRules {
  readonly id: string;
  /** The id of the user. */
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  readonly rules: ReleaseRulesContent;
}

export interface ReleaseRulesState extends ReleaseRulesContent {
  readonly tenantId: string;
  readonly environmentId: string;
  readonly projectId: string;
  readonly pending: PendingRules | null;
  readonly revision: number;
  readonly updatedAt: Date | null;
}

export const RULES_FIELDS = [
  'approvalRequired',
  'approvals',
  'excludedApprovers',
  'establishedApprovers',
  'freezeWindows',
  'after',
  'changesNeedApproval',
] as const;

export type ApprovalRules = Pick<ReleaseRulesContent, 'approvalRequired' | 'approvals' | 'excludedApprovers' | 'establishedApprovers'>;

/** The reasons for which approvals do not count, by the ids of the users. */
export type Refusals = ReadonlyMap<string, string>;

/** The approval of a deployment, with the ids of the approvers. */
export interface Standing extends Asked {
  readonly approved: boolean;
  readonly approvers: readonly string[];
}

/** The number of approvals that count. */
export const countedApprovals = (
  { excludedApprovers }: Pick<ApprovalRules, 'excludedApprovers'>,
  approvers: readonly string[],
  refusals: Refusals,
): number => approvers.filter((each) => !excludedApprovers.includes(each) && !refusals.has(each)).length;

const OFF: ReleaseRulesContent = {
  approvalRequired: false,
  approvals: 1,
  excludedApprovers: [],
  establishedApprovers: false,
  freezeWindows: [],
  after: null,
  changesNeedApproval: false,
};
/** The rules of an environment without rules. */
export const ONE_APPROVAL: ApprovalRules = OFF;

const MAX = { approvals: 20, people: 500, windows: 500 };

/** The rules of one environment. Revision 0 means that none was ever turned on. */
export class ReleaseRules {
  private constructor(readonly state: ReleaseRulesState) {}

  static off(tenantId: string, projectId: string, environmentId: string): ReleaseRules {
    return new ReleaseRules({ ...OFF, tenantId, projectId, environmentId, pending: null, revision: 0, updatedAt: null });
  }

  static restore(state: ReleaseRulesState): ReleaseRules {
    return new ReleaseRules(state);
  }

  /** Whether any rule is on. */
  areOn(): boolean {
    return !sameRules(this.state, OFF);
  }

  /** Returns the rules with the new content, or the same object when nothing differs. Throws Invalid with every fault. */
  replace(wanted: ReleaseRulesContent, now: Date): ReleaseRules {
    const validation = new Validation('prompts.release_rules_invalid');
    if (!Number.isInteger(wanted.approvals) || wanted.approvals < 1 || wanted.approvals > MAX.approvals)
      validation.fail('/approvals', `approvals must be an integer from 1 to ${MAX.approvals}`);
    if (wanted.excludedApprovers.length > MAX.people)
      validation.fail('/excludedApprovers', `excludedApprovers must be at most ${MAX.people}`);
    if (wanted.freezeWindows.length > MAX.windows) validation.fail('/freezeWindows', `freezeWindows must be at most ${MAX.windows}`);
    if (wanted.after === this.state.environmentId) validation.fail('/after', 'after must be another environment');
    const freezeWindows = wanted.freezeWindows.map((each, index) => guardedWindow(validation, `/freezeWindows/${index}`, each));
    validation.done();
    const content = { ...wanted, freezeWindows, excludedApprovers: [...new Set(wanted.excludedApprovers)] };
    if (sameRules(content, this.state)) return this;
    return this.#next({ ...content, pending: null }, now);
  }

  /** Returns the current rules with pending ones, or the same object when the same user proposed the same before. */
  propose({ state: wanted }: ReleaseRules, { id, by }: Pick<PendingRules, 'id' | 'by'>, now: Date): ReleaseRules {
    const { pending } = this.state;
    if (pending?.by === by && sameRules(pending.rules, wanted)) return this;
    const rules = contentOf(wanted);
    return this.#next({ pending: { id, by, at: now.toISOString(), rules } }, now);
  }

  /** Ends the pending change with these rules, or without a change when they are null. Throws Invalid. */
  settle(rules: ReleaseRulesContent | null, now: Date): ReleaseRules {
    const after = rules === null ? this : this.replace(rules, now);
    return after === this ? this.#next({ pending: null }, now) : after;
  }

  #next(changed: Partial<ReleaseRulesState>, now: Date): ReleaseRules {
    return new ReleaseRules({ ...this.state, ...changed, revision: this.state.revision + 1, updatedAt: now });
  }
}

const contentOf = ({
  approvalRequired,
  approvals,
  excludedApprovers,
  establishedApprovers,
  freezeWindows,
  after,
  changesNeedApproval,
}: ReleaseRulesContent): ReleaseRulesContent => ({
  approvalRequired,
  approvals,
  excludedApprovers,
  establishedApprovers,
  freezeWindows,
  after,
  changesNeedApproval,
});

const sameRules = (a: ReleaseRulesContent, b: ReleaseRulesContent): boolean =>
  RULES_FIELDS.every((field) => JSON.stringify(a[field]) === JSON.stringify(b[field]));
