import type { Actor } from '#shared/actor';
import { asReferredTo, Invalid } from '#shared/errors';
import type { ExpectedRevision } from '#shared/revision';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { EnvironmentRef, ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { PromptLookup } from '../../prompt/application/prompt-lookup';
import type { VersionRepository } from '../../prompt/application/version-repository.port';
import type { BreakGlass, ReleaseGate } from '../../release-rules/application/release-gate';
import type { Pointer } from '../domain/pointer';
import { POINTER_AUDIT } from '../domain/pointer-audit';
import type { Unresolvable } from '../domain/release-unresolvable';
import { brokenGlass } from './broken-glass';
import type { PointerMoves } from './pointer-moves';
import type { ReleaseChecks } from './release-checks';
import { isLatest } from '../../text/application/text-lookup';
import { TextVersionNotFound } from '../../text/domain/text-errors';
import { PROMPT_TEXT } from '../../prompt/domain/prompt-text';
import { promptParent } from '../../prompt/application/version-lookup';

export interface MovePointerCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly environmentId: string;
  readonly prompt: string;
  /** A tag. `latest` is refused, because it moves by itself. */
  readonly versionTag: string;
  readonly expectedRevision?: ExpectedRevision;
  /** The reason for which an administrator sets the rules of the environment aside. */
  readonly breakGlass?: BreakGlass | null;
}

export interface MovedPointer {
  readonly pointer: Pointer;
  readonly environment: EnvironmentRef;
  /** The released texts that cannot be resolved; not empty only if the rules were set aside. */
  readonly unresolvable?: readonly Unresolvable[];
}

/** Points an environment at a version of a prompt by hand. A draft becomes active. */
export class MovePointer {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly catalog: ProjectCatalog,
    private readonly versions: VersionRepository,
    private readonly moves: PointerMoves,
    private readonly gate: ReleaseGate,
    private readonly checks: ReleaseChecks,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  execute({
    actor,
    project: slug,
    environmentId,
    prompt: promptSlug,
    versionTag,
    expectedRevision,
    breakGlass = null,
  }: MovePointerCommand): Promise<MovedPointer> {
    return this.unitOfWork.run(async () => {
      const { project, prompt } = await this.lookup.require(actor, 'pointer:move', slug, promptSlug);
      const environment = await this.catalog.environment(actor, project.id, environmentId);
      if (isLatest(versionTag))
        throw new Invalid('prompts.pointer_invalid', [
          { pointer: '/versionTag', message: `versionTag must name one version, '${versionTag}' moves` },
        ]);
      const open = await this.moves.open({ actor, project, environment, deploymentId: null });
      const version = await this.versions.findByTag(actor.tenantId, prompt.state.id, versionTag);
      if (!version) throw asReferredTo(new TextVersionNotFound(PROMPT_TEXT, versionTag));
      const versions = [{ versionId: version.state.id, name: promptSlug, versionTag, contentHash: version.releasedHash() }];
      const obstacles = await this.gate.pass({ actor, environment, versions, by: 'hand', breakGlass });
      const pointer = await this.moves.point(open, promptParent({ project, prompt }), version, expectedRevision);
      if (!breakGlass) this.checks.require(open);
      const unresolvable = breakGlass ? await this.checks.made(open) : [];
      const aside = { name: promptSlug, revision: pointer.state.revision, obstacles, unresolvable };
      if (breakGlass && obstacles.length + unresolvable.length > 0)
        this.outbox.append(brokenGlass(POINTER_AUDIT.break_glass, open, breakGlass, aside));
      return { pointer, environment, unresolvable };
    });
  }
}
