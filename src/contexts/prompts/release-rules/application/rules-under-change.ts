import type { Actor } from '#shared/actor';
import type { AuditRule } from '#shared/audit';
import { auditFact, type Subject } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import { Invalid } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { Colleagues } from './colleagues.port';
import type { PointerHistory } from '../../pointer-history/application/pointer-history.port';
import type { EnvironmentRef, ProjectCatalog, ProjectRef } from '../../prompt/application/project-catalog.port';
import { NoSuchChange } from '../domain/pending-rules-errors';
import { ReleaseRules, RULES_FIELDS, type PendingRules, type ReleaseRulesContent, type ReleaseRulesState } from '../domain/release-rules';
import type { ReleaseRulesRepository } from './release-rules-repository.port';

export interface ReleaseRulesAddress {
  readonly actor: Actor;
  readonly project: string;
  readonly environmentId: string;
  readonly expectedRevision?: ExpectedRevision;
}

export interface PendingRulesCommand extends ReleaseRulesAddress {
  /** The id of the change, because another one may have replaced it since the caller saw it. */
  readonly changeId: string;
}

export interface OpenRules {
  readonly actor: Actor;
  readonly project: ProjectRef;
  readonly environment: EnvironmentRef;
  readonly before: ReleaseRules;
}

/** The common steps and checks of all changes of rules. */
export class RulesUnderChange {
  constructor(
    private readonly catalog: ProjectCatalog,
    private readonly repository: ReleaseRulesRepository,
    private readonly history: PointerHistory,
    private readonly colleagues: Colleagues,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** Loads the rules inside a unit of work and locks them until its end. */
  async open({ actor, project: slug, environmentId, expectedRevision }: ReleaseRulesAddress): Promise<OpenRules> {
    const { tenantId } = actor;
    const project = await this.catalog.project(actor, slug, 'release-rules:write');
    const environment = await this.catalog.environment(actor, project.id, environmentId);
    // A concurrent release has checked the rules before; the lock puts it first.
    await this.history.advance({ tenantId, projectId: project.id, environmentId: environment.id }, this.clock.now());
    const before = (await this.repository.find(tenantId, environment.id)) ?? ReleaseRules.off(tenantId, project.id, environment.id);
    requireRevision('Release rules', environment.name, before.state, expectedRevision);
    return { actor, project, environment, before };
  }

  /** Ends the pending change, with these rules or with the current ones. */
  async settle(
    rule: AuditRule,
    open: OpenRules,
    { id: changeId, by }: PendingRules,
    rules: PendingRules['rules'] | null,
  ): Promise<ReleaseRules> {
    const after = open.before.settle(rules, this.clock.now());
    await this.repository.save(after);
    const subject = rulesSubject(rule, open, { changeId, proposedBy: by });
    this.outbox.append(auditFact(rules ? { ...subject, changes: RULES_FIELDS } : subject, open.before, after));
    return after;
  }

  /** Replaces the name of an environment in the rules by its id. An id takes precedence over a name. Unknown values stay and are refused later. */
  async withIds<T extends Pick<ReleaseRulesContent, 'after'>>({ actor, project }: OpenRules, rules: T): Promise<T> {
    const { after } = rules;
    if (after === null) return rules;
    const known = await this.catalog.environments(actor, project.id);
    const meant = known.find(({ id }) => id === after) ?? known.find(({ name }) => name === after.trim());
    return { ...rules, after: meant?.id ?? after };
  }

  /** Throws Invalid when the rules name users or environments that do not exist. */
  async requireFitting({ actor, project, environment, before }: OpenRules, rules: ReleaseRulesContent): Promise<void> {
    await this.#requireKnown(actor.tenantId, before, rules);
    if (rules.after !== null) await this.#requireOrder(actor, project, environment.id, rules.after);
  }

  /** Refuses new names of users that do not exist, which are mistakes. Users that were deleted since may stay. */
  async #requireKnown(tenantId: string, before: ReleaseRules, { excludedApprovers }: ReleaseRulesContent): Promise<void> {
    const added = excludedApprovers.filter((each) => !before.state.excludedApprovers.includes(each));
    const known = await this.colleagues.names(tenantId, added);
    const faults = excludedApprovers.flatMap((each, index) =>
      added.includes(each) && !known.has(each)
        ? [{ pointer: `/excludedApprovers/${index}`, message: `excludedApprovers.${index}: there is no user '${each}'` }]
        : [],
    );
    if (faults.length > 0) throw new Invalid('prompts.release_rules_invalid', faults);
  }

  /** Checks that the environment before exists and does not itself come after this one, because then nothing could ever be released. */
  async #requireOrder(actor: Actor, project: ProjectRef, environmentId: string, after: string): Promise<void> {
    // Two concurrent changes could form a circle that neither sees. The lock comes after that of the environment, as in releases.
    await this.catalog.hold(actor, project);
    const known = new Set((await this.catalog.environments(actor, project.id)).map(({ id }) => id));
    const refuse = (message: string): never => {
      throw new Invalid('prompts.release_rules_invalid', [{ pointer: '/after', message }]);
    };
    if (!known.has(after)) refuse('after must be an environment of the project');
    for (let at: string | null = after, steps = 0; at !== null; steps += 1) {
      if (at === environmentId || steps > known.size) refuse('after must not come back to this environment');
      at = (await this.repository.find(actor.tenantId, at))?.state.after ?? null;
    }
  }
}

/** The pending change. Throws NoSuchChange when it is not the one that the caller saw. */
export function pendingOf({ before, environment }: OpenRules, changeId: string): PendingRules {
  const { pending } = before.state;
  if (pending?.id !== changeId) throw new NoSuchChange(environment.name);
  return pending;
}

/** The subject of audit facts about the rules. */
export const rulesSubject = (
  rule: AuditRule,
  { actor, project, environment }: OpenRules,
  details: Subject['details'] = {},
): Subject<ReleaseRulesState> => ({
  rule,
  actor,
  project: project.slug,
  path: [environment.id],
  details: { environment: environment.name, ...details },
});
