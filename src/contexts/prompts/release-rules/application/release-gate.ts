import { isAdministrator, type Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { Forbidden, Invalid } from '#shared/errors';
import { groupedBy } from '#shared/grouped-by';
import type { PointerHistory } from '../../pointer-history/application/pointer-history.port';
import { saysTheSame } from '../../pointer-history/domain/pointer-history';
import type { EnvironmentRef } from '../../prompt/application/project-catalog.port';
import { frozenAt } from '../domain/freeze-window';
import { countedApprovals, ONE_APPROVAL, type ReleaseRulesState, type Standing } from '../domain/release-rules';
import { ReleaseRefused, type Obstacle } from '../domain/release-refused';
import type { EstablishedApprovers } from './established-approvers';
import type { ReleaseRulesRepository } from './release-rules-repository.port';

/** The reason for which an administrator sets the environment's rules aside. */
export interface BreakGlass {
  /** @example "The old text names a wrong price" */
  readonly reason: string;
}

export interface WantedVersion {
  readonly versionId: string;
  readonly name: string;
  readonly versionTag: string;
  readonly contentHash: string | null;
}

export interface WantedRelease {
  readonly actor: Actor;
  readonly environment: EnvironmentRef;
  readonly versions: readonly WantedVersion[];
  /** The kind of release: by hand, or by a deployment. */
  readonly by: 'hand' | Standing;
  readonly breakGlass: BreakGlass | null;
}

const MAX_REASON_LENGTH = 500;

/** Checks a release against the rules of its environment. */
export class ReleaseGate {
  constructor(
    private readonly rules: ReleaseRulesRepository,
    private readonly history: PointerHistory,
    private readonly established: EstablishedApprovers,
    private readonly clock: Clock,
  ) {}

  /** Throws ReleaseRefused. When an administrator breaks the glass, it returns the obstacles instead. */
  async pass(wanted: WantedRelease): Promise<readonly Obstacle[]> {
    const reason = wanted.breakGlass?.reason.trim();
    if (reason !== undefined) requireReason(wanted.actor, reason);
    const obstacles = await this.obstacles(wanted);
    if (obstacles.length > 0 && reason === undefined) throw new ReleaseRefused(wanted.environment.name, obstacles);
    return obstacles;
  }

  async obstacles({ actor, environment, versions, by }: Omit<WantedRelease, 'breakGlass'>): Promise<readonly Obstacle[]> {
    const rules = (await this.rules.find(actor.tenantId, environment.id))?.state;
    const found: Obstacle[] = [];
    const unapproved = by === 'hand' ? byHand(rules) : await this.#unapproved(actor.tenantId, by, rules);
    if (unapproved !== null) found.push({ rule: 'approval', message: unapproved });
    if (!rules) return found;
    found.push(...this.#freezes(rules));
    if (rules.after !== null && versions.length > 0) found.push(...(await this.#outOfOrder(rules.tenantId, rules.after, versions)));
    return found;
  }

  /** Checks the approvals again, because the rules and the accounts of the approvers may have changed since. */
  async #unapproved(tenantId: string, by: Standing, set: ReleaseRulesState | undefined): Promise<string | null> {
    if (!by.approved) return 'the deployment is not approved';
    const rules = set ?? ONE_APPROVAL;
    const given = countedApprovals(rules, by.approvers, await this.established.refusals(tenantId, rules, by, by.approvers));
    return given < rules.approvals ? `the rules want ${rules.approvals} approvals by now, and ${given} of those given count` : null;
  }

  #freezes({ freezeWindows }: ReleaseRulesState): Obstacle[] {
    const now = this.clock.now();
    return freezeWindows.flatMap((window) => {
      const frozen = frozenAt(window, now);
      return frozen ? [{ rule: 'freeze' as const, message: `frozen until ${frozen.to.toISOString()}: ${window.reason}` }] : [];
    });
  }

  async #outOfOrder(tenantId: string, after: string, versions: readonly WantedVersion[]): Promise<Obstacle[]> {
    const ids = versions.map(({ versionId }) => versionId);
    const known = groupedBy(await this.history.everIn(tenantId, after, ids), ({ versionId }) => versionId);
    const missing = versions.flatMap(({ versionId, name, versionTag, contentHash }) => {
      const then = known.get(versionId) ?? [];
      if (then.some((each) => saysTheSame(each, contentHash))) return [];
      return [`${name}@${versionTag}${then.length > 0 ? ' (changed since)' : ''}`];
    });
    return missing.length === 0 ? [] : [{ rule: 'order', message: `not in the environment before this one yet: ${missing.join(', ')}` }];
  }
}

const byHand = (rules: ReleaseRulesState | undefined): string | null =>
  rules?.approvalRequired ? 'pointers are moved by approved deployments only' : null;

function requireReason(actor: Actor, reason: string): void {
  if (!isAdministrator(actor))
    throw new Forbidden('Only administrators may set the rules of an environment aside', 'prompts.break_glass_forbidden');
  const fail = (message: string): never => {
    throw new Invalid('prompts.break_glass_invalid', [{ pointer: '/breakGlass/reason', message }]);
  };
  if (reason === '') fail('breakGlass.reason should not be empty');
  if (reason.length > MAX_REASON_LENGTH) fail(`breakGlass.reason must be at most ${MAX_REASON_LENGTH} characters long`);
}
