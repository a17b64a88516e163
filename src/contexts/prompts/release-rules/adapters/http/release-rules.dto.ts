import type { FreezeWindow, Weekday } from '../../domain/freeze-window';
import type { PendingRules, ReleaseRules, ReleaseRulesContent } from '../../domain/release-rules';

export interface FreezeWindowDto {
  /**
   * Null: once. Else on each of these days, where `to` is of the next day unless it is later than `from`.
   * @example ["friday"]
   */
  days: Weekday[] | null;
  /**
   * Once: a local date-time; on days: a local time. Included.
   * @example "18:00"
   */
  from: string;
  /**
   * As `from`; not included.
   * @example "08:00"
   */
  to: string;
  /**
   * Of the IANA database.
   * @example "Europe/Berlin"
   */
  timeZone: string;
  /** @example "Nobody is there to help" */
  reason: string;
}

export interface ReleaseRulesContentDto {
  /** Pointers are moved by deployments only. */
  approvalRequired: boolean;
  /**
   * How many people approve a deployment.
   * @example 1
   */
  approvals: number;
  /** Ids of users who do not approve. */
  excludedApprovers: string[];
  /**
   * People whose accounts are newer than the request, or whose credentials or role the requester set, do not approve.
   * @example true
   */
  establishedApprovers: boolean;
  freezeWindows: FreezeWindowDto[];
  /** Id of the environment in which a version must have been before. */
  after: string | null;
  /** Other rules are proposed by one person and confirmed by another. */
  changesNeedApproval: boolean;
}

/** Rules that were proposed and do not hold yet. */
export interface PendingRulesDto {
  /**
   * To confirm or discard it.
   * @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d22"
   */
  id: string;
  /** Id of the user. */
  proposedById: string;
  proposedAt: Date;
  rules: ReleaseRulesContentDto;
}

/** What an environment asks of releases; each rule is off until it is switched on. */
export interface ReleaseRulesDto extends ReleaseRulesContentDto {
  /** @example "019a8f2e-6d1c-7000-8000-3f5a1c9b7d21" */
  environmentId: string;
  /** Null: nothing is proposed. */
  pending: PendingRulesDto | null;
  updatedAt: Date | null;
}

/** Which pending change. */
export interface SettlePendingRulesDto {
  /**
   * `pending.id`, as the rules showed it.
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

/** What is absent is off. */
export interface ReplaceReleaseRulesDto {
  /** @example true */
  approvalRequired?: boolean | null;
  /**
   * 1 to 20; 1 when not given.
   * @example 1
   */
  approvals?: number | null;
  /**
   * Ids of users, at most 500.
   * @maxItems 500
   */
  excludedApprovers?: string[] | null;
  /**
   * People whose accounts are newer than the request, or whose credentials or role the requester set, do not approve.
   * @example true
   */
  establishedApprovers?: boolean | null;
  /**
   * At most 500.
   * @maxItems 500
   */
  freezeWindows?: NewFreezeWindowDto[] | null;
  /** Id of another environment of the project. */
  after?: string | null;
  /**
   * Other rules are then proposed by one person and confirmed by another; so is switching this off.
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
