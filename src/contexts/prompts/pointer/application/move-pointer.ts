import type { Actor } from '#shared/actor';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import { Invalid } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { EnvironmentRef, ProjectCatalogue } from '../../prompt/application/project-catalogue.port';
import type { LocaleGate } from '../../prompt/application/locale-gate';
import type { LocatedPrompt, PromptLookup } from '../../prompt/application/prompt-lookup';
import { isLatest } from '../../prompt/application/read-versions';
import type { VersionActivation } from '../../prompt/application/version-activation';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import type { Version } from '../../prompt/domain/version';
import { VersionNotFound } from '../../prompt/domain/version-errors';
import { Pointer, POINTER_FIELDS } from '../domain/pointer';
import { POINTER_AUDIT } from '../domain/pointer-audit';
import type { PointerRepository } from './pointer-repository.port';

export interface MovePointerCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly environmentId: string;
  readonly prompt: string;
  /** A tag; `latest` is refused, since it moves by itself. */
  readonly versionTag: string;
  readonly expectedRevision?: ExpectedRevision;
}

export interface MovedPointer {
  readonly pointer: Pointer;
  readonly environment: EnvironmentRef;
}

/** Points an environment at a version of a prompt; a draft becomes active with it. */
export class MovePointer {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly catalogue: ProjectCatalogue,
    private readonly versions: VersionRepository,
    private readonly activation: VersionActivation,
    private readonly pointers: PointerRepository,
    private readonly localeGate: LocaleGate,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project, environmentId, prompt, versionTag, expectedRevision }: MovePointerCommand): Promise<MovedPointer> {
    return this.unitOfWork.run(async () => {
      const located = await this.lookup.require(actor, 'pointer:move', project, prompt);
      const environment = await this.catalogue.environment(actor, located.project.id, environmentId);
      if (isLatest(versionTag))
        throw new Invalid('prompts.pointer_invalid', [
          { pointer: '/versionTag', message: `versionTag must name one version, '${versionTag}' moves` },
        ]);
      const version = await this.versions.findByTag(actor.tenantId, located.prompt.state.id, versionTag);
      if (!version) throw new VersionNotFound(versionTag);
      const before = await this.pointers.find(actor.tenantId, environment.id, located.prompt.state.id);
      requireRevision('Pointer', prompt, before?.state.revision ?? null, expectedRevision);
      const pointer = before ? this.#moved(before, version, actor) : this.#created(environment, located, version, actor);
      const fact = {
        rule: POINTER_AUDIT.move,
        actor,
        resource: {
          id: `${located.project.slug}/${environment.id}/${located.prompt.state.slug}`,
          revision: pointer.state.revision,
          projectId: located.project.slug,
        },
        changes: changesBetween(before?.state ?? null, pointer.state, POINTER_FIELDS),
        details: { environment: environment.name },
      };
      if (pointer === before) {
        this.outbox.unchanged(fact);
        return { pointer, environment };
      }
      await this.#makeActive(version, located, actor);
      await this.localeGate.check(actor.tenantId, located.project, version);
      await (before ? this.pointers.update(pointer) : this.pointers.add(pointer));
      this.outbox.append(fact);
      return { pointer, environment };
    });
  }

  /** Either way the version is ours until the commit: nobody archives it while we point at it. */
  async #makeActive(version: Version, located: LocatedPrompt, actor: Actor): Promise<void> {
    const active = await this.activation.activate(version, located, actor);
    if (active === version) await this.versions.lock(version);
  }

  #moved(before: Pointer, { state: { id: versionId, versionTag } }: Version, actor: Actor): Pointer {
    return before.move({ versionId, versionTag, movedBy: actor.id }, this.clock.now());
  }

  #created(
    environment: EnvironmentRef,
    { project, prompt }: LocatedPrompt,
    { state: { id: versionId, versionTag } }: Version,
    actor: Actor,
  ): Pointer {
    return Pointer.create({
      id: this.ids.next(),
      tenantId: actor.tenantId,
      projectId: project.id,
      environmentId: environment.id,
      promptId: prompt.state.id,
      promptSlug: prompt.state.slug,
      versionId,
      versionTag,
      movedBy: actor.id,
      now: this.clock.now(),
    });
  }
}
