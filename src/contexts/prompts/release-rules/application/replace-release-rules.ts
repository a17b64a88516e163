import type { Actor } from '#shared/actor';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import { Invalid } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { Colleagues } from '../../deployment/application/colleagues.port';
import type { PointerHistory } from '../../pointer/application/pointer-history.port';
import type { ProjectCatalogue, ProjectRef } from '../../prompt/application/project-catalogue.port';
import { ReleaseRules, RULES_FIELDS, type ReleaseRulesContent } from '../domain/release-rules';
import { RELEASE_RULES_AUDIT } from '../domain/release-rules-audit';
import type { ReleaseRulesRepository } from './release-rules-repository.port';

export interface ReplaceReleaseRulesCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly environmentId: string;
  readonly rules: ReleaseRulesContent;
  readonly expectedRevision?: ExpectedRevision;
}

export class ReplaceReleaseRules {
  constructor(
    private readonly catalogue: ProjectCatalogue,
    private readonly repository: ReleaseRulesRepository,
    private readonly history: PointerHistory,
    private readonly colleagues: Colleagues,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, environmentId, rules: wanted, expectedRevision }: ReplaceReleaseRulesCommand): Promise<ReleaseRules> {
    return this.unitOfWork.run(async () => {
      const { tenantId } = actor;
      const project = await this.catalogue.project(actor, slug, 'release-rules:write');
      const environment = await this.catalogue.environment(actor, project.id, environmentId);
      // A release that is under way asked the rules before: what is answered to it stands first.
      await this.history.advance({ tenantId, projectId: project.id, environmentId: environment.id }, this.clock.now());
      const before = (await this.repository.find(tenantId, environment.id)) ?? ReleaseRules.off(tenantId, project.id, environment.id);
      requireRevision('Release rules', environment.name, before.state, expectedRevision);
      const rules = { ...wanted, after: await this.#idOf(actor, project, wanted.after) };
      const after = before.replace(rules, this.clock.now());
      await this.#requireKnown(tenantId, before, rules);
      if (rules.after !== null) await this.#requireOrder(actor, project, environment.id, rules.after);
      const fact = {
        rule: RELEASE_RULES_AUDIT.replace,
        actor,
        resource: { id: `${project.slug}/${environment.id}`, revision: after.state.revision, projectId: project.slug },
        changes: changesBetween(before.state, after.state, RULES_FIELDS),
        details: { environment: environment.name },
      };
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      await this.repository.save(after);
      this.outbox.append(fact);
      return after;
    });
  }

  /** Who is not there is left out by a slip; who has gone since may stay. */
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

  /** An id wins over a name; what is neither stays, and is refused. */
  async #idOf(actor: Actor, project: ProjectRef, idOrName: string | null): Promise<string | null> {
    if (idOrName === null) return null;
    const known = await this.catalogue.environments(actor, project.id);
    return (known.find(({ id }) => id === idOrName) ?? known.find(({ name }) => name === idOrName.trim()))?.id ?? idOrName;
  }

  /** What comes before must be there, and must not itself come after: nothing could ever be released. */
  async #requireOrder(actor: Actor, project: ProjectRef, environmentId: string, after: string): Promise<void> {
    // Two such changes together could make the circle that neither sees. After the environment, as releases take them.
    await this.catalogue.hold(actor, project);
    const known = new Set((await this.catalogue.environments(actor, project.id)).map(({ id }) => id));
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
