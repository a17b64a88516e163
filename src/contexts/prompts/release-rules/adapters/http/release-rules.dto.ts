import type { FreezeWindow, Weekday } from '../../domain/freeze-window';
import type { PendingRules, ReleaseRules, ReleaseRulesContent } from '../../domain/release-rules';

export interface FreezeWindowDto {
  /**
   * Null for a single window. Otherwise the window repeats on each of these days, and `to` is on the next day unless it is later than `from`.
   * @example ["friday"]
   */
  days: Weekday[] | null;
  /**
   * The start, which is included: a local date-time for a single window, a local time for a repeated one.
   * @example "18:00"
   */
  from: string;
  /**
   * The end in the form of `from`. It is not included.
   * @example "08:00"
   */
  to: string;
  /**
   * The name of the time zone in the IANA database.
   * @example "Europe/Berlin"
   */
  timeZone: string;
  /** @example "Nobody is there to help" */
  reason: string;
}

export interface ReleaseRulesContentDto {
  /** Only deployments move pointers. */
  approvalRequired: boolean;
  /**
   * The required number of approvals of a deployment.
   * @example 1
   */
  approvals: number;
  /** The ids of users that must not approve. */
  excludedApprovers: string[];
  /**
   * Users whose accounts are newer than the request, or whose credentials or role the requester set, must not approve.
   * @example true
   */
  establishedApprovers: boolean;
  freezeWindows: FreezeWindowDto[];
  /** The id of the environment that must have pointed at a version before. */
  after: string | null;
  /** One user proposes a change of the rules and another confirms it. */
  changesNeedApproval: boolean;
}

/** Proposed rules that are not in force yet. */
export interface PendingRulesDto {
  /**
   * The id for confirming or discarding them.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22"
   */
  id: string;
  /** The id of the user. */
  proposedById: string;
  proposedAt: Date;
  rules: ReleaseRulesContentDto;
}

/** The release rules of an environment. Each rule is off by default. */
export interface ReleaseRulesDto extends ReleaseRulesContentDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  environmentId: string;
  /** The proposed rules; null when there are none. */
  pending: PendingRulesDto | null;
  updatedAt: Date | null;
}

/** The pending change to confirm or discard. */
export interface SettlePendingRulesDto {
  /**
   * The `pending.id` of the rules.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22"
   */
  changeId: string;
}

export interface NewFreezeWindowDto {
  /**
   * @maxItems 500
   * @example ["friday"]
   */
  days?: Weekday[] | null;
  /** @example "18:00" */
  from: string;
  /** @example "08:00" */
  to: string;
  /** @example "Europe/Berlin" */
  timeZone: string;
  /** @example "Nobody is there to help" */
  reason: string;
}

/** The new rules. Absent ones are off. */
export interface ReplaceReleaseRulesDto {
  /** @example true */
  approvalRequired?: boolean | null;
  /**
   * 1 to 20; the default is 1.
   * @example 1
   */
  approvals?: number | null;
  /**
   * Ids of users, at most 500.
   * @maxItems 500
   */
  excludedApprovers?: string[] | null;
  /**
   * Users whose accounts are newer than the request, or whose credentials or role the requester set, must not approve.
   * @example true
   */
  establishedApprovers?: boolean | null;
  /**
   * At most 500.
   * @maxItems 500
   */
  freezeWindows?: NewFreezeWindowDto[] | null;
  /** The id of another environment of the project. */
  after?: string | null;
  /**
   * One user then proposes a change of the rules and another confirms it. The same holds for turning this off.
   * @example true
   */
  changesNeedApproval?: boolean | null;
  /** Accepted and ignored: the tenant is the caller's. */
  tenantId?: unknown;
}

export function releaseRulesDto({ state }: ReleaseRules): ReleaseRulesDto {
  const { environmentId, pending, updatedAt } = state;
  return { environmentId, ...contentDto(state), pending: pending && pendingDto(pending), updatedAt };
}

const pendingDto = ({ id, by, at, rules }: PendingRules): PendingRulesDto => ({
  id,
  proposedById: by,
  proposedAt: new Date(at),
  rules: contentDto(rules),
});

function contentDto({ approvalRequired, approvals, establishedApprovers, after, ...rules }: ReleaseRulesContent): ReleaseRulesContentDto {
  return {
    approvalRequired,
    approvals,
    excludedApprovers: [...rules.excludedApprovers],
    establishedApprovers,
    freezeWindows: rules.freezeWindows.map(({ days, ...each }: FreezeWindow) => ({ ...each, days: days && [...days] })),
    after,
    changesNeedApproval: rules.changesNeedApproval,
  };
}

export const rulesOf = (body: ReplaceReleaseRulesDto): ReleaseRulesContent => ({
  approvalRequired: body.approvalRequired ?? false,
  approvals: body.approvals ?? 1,
  excludedApprovers: body.excludedApprovers ?? [],
  establishedApprovers: body.establishedApprovers ?? false,
  freezeWindows: (body.freezeWindows ?? []).map(({ days, from, to, timeZone, reason }) => ({
    days: days ?? null,
    from,
    to,
    timeZone,
    reason,
  })),
  after: body.after ?? null,
  changesNeedApproval: body.changesNeedApproval ?? false,
});
