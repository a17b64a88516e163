import { Validation } from '#shared/validation';
import type { Asked } from './established-approver';
import { guardedWindow, type FreezeWindow } from './freeze-window';

/** What an environment asks of releases. */
export interface ReleaseRulesContent {
  /** Pointers are moved by deployments only. */
  readonly approvalRequired: boolean;
  /** How many people approve a deployment. */
  readonly approvals: number;
  /** Users who do not approve. */
  readonly excludedApprovers: readonly string[];
  /** People who could be the requester in disguise do not approve: see {@link unestablished}. */
  readonly establishedApprovers: boolean;
  readonly freezeWindows: readonly FreezeWindow[];
  /** Id of the environment in which a version must have been before. */
  readonly after: string | null;
  /** One person proposes other rules, another one confirms them. */
  readonly changesNeedApproval: boolean;
}

/** Rules that wait for a second person. */
export interface PendingRules {
  readonly id: string;
  /** Id of the user. */
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

/** Why approvals of users do not count, by their ids. */
export type Refusals = ReadonlyMap<string, string>;

/** Whether a deployment was approved, and by whom (ids of users). */
export interface Standing extends Asked {
  readonly approved: boolean;
  readonly approvers: readonly string[];
}

/** How many of those who approved count. */
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
/** Where no rule was ever switched on. */
export const ONE_APPROVAL: ApprovalRules = OFF;

const MAX = { approvals: 20, people: 500, windows: 500 };

/** The rules of one environment; revision 0: none was ever switched on. */
export class ReleaseRules {
  private constructor(readonly state: ReleaseRulesState) {}

  static off(tenantId: string, projectId: string, environmentId: string): ReleaseRules {
    return new ReleaseRules({ ...OFF, tenantId, projectId, environmentId, pending: null, revision: 0, updatedAt: null });
  }

  static restore(state: ReleaseRulesState): ReleaseRules {
    return new ReleaseRules(state);
  }

  /** Whether any is switched on. */
  areOn(): boolean {
    return !sameRules(this.state, OFF);
  }

  /** The rules as they are wanted; the same object when nothing differs. Throws Invalid with every fault. */
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

  /** The rules as they are, with others that wait; the same object when the same person proposed the same before. */
  propose({ state: wanted }: ReleaseRules, { id, by }: Pick<PendingRules, 'id' | 'by'>, now: Date): ReleaseRules {
    const { pending } = this.state;
    if (pending?.by === by && sameRules(pending.rules, wanted)) return this;
    const rules = contentOf(wanted);
    return this.#next({ pending: { id, by, at: now.toISOString(), rules } }, now);
  }

  /** Ends what was pending: by these rules, or (null) by none. Throws Invalid. */
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
