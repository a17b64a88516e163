import type { Actor } from '#shared/actor';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectCatalog } from '../../prompt/application/project-catalog.port';
import type { PromptLookup } from '../../prompt/application/prompt-lookup';
import { NothingReleased } from '../../prompt/domain/version-errors';
import type { BreakGlass, ReleaseGate } from '../../release-rules/application/release-gate';
import { POINTER_AUDIT } from '../domain/pointer-audit';
import { brokenGlass } from './broken-glass';
import type { MovedPointer } from './move-pointer';
import type { PointerMoves } from './pointer-moves';
import type { ReleaseChecks } from './release-checks';
import type { PointerRepository } from './pointer-repository.port';

export interface RemovePointerCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly environmentId: string;
  readonly prompt: string;
  readonly expectedRevision?: ExpectedRevision;
  /** The reason for which an administrator sets the rules of the environment aside. */
  readonly breakGlass?: BreakGlass | null;
}

/** Removes a prompt from an environment by hand. */
export class RemovePointer {
  constructor(
    private readonly lookup: PromptLookup,
    private readonly catalog: ProjectCatalog,
    private readonly pointers: PointerRepository,
    private readonly moves: PointerMoves,
    private readonly gate: ReleaseGate,
    private readonly checks: ReleaseChecks,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns the pointer as it was. */
  execute({
    actor,
    project: slug,
    environmentId,
    prompt: promptSlug,
    expectedRevision,
    breakGlass = null,
  }: RemovePointerCommand): Promise<MovedPointer> {
    return this.unitOfWork.run(async () => {
      const { project, prompt } = await this.lookup.require(actor, 'pointer:move', slug, promptSlug);
      const environment = await this.catalog.environment(actor, project.id, environmentId);
      const open = await this.moves.open({ actor, project, environment, deploymentId: null });
      const pointer = await this.pointers.find(actor.tenantId, environment.id, prompt.state.id);
      requireRevision('Pointer', promptSlug, pointer?.state ?? null, expectedRevision);
      if (!pointer) throw new NothingReleased(promptSlug, environment.name);
      const obstacles = await this.gate.pass({ actor, environment, versions: [], by: 'hand', breakGlass });
      await this.moves.remove(open, pointer);
      if (!breakGlass) this.checks.require(open);
      const unresolvable = breakGlass ? await this.checks.made(open) : [];
      const aside = { name: promptSlug, revision: pointer.state.revision + 1, obstacles, unresolvable };
      if (breakGlass && obstacles.length + unresolvable.length > 0)
        this.outbox.append(brokenGlass(POINTER_AUDIT.break_glass, open, breakGlass, aside));
      return { pointer, environment, unresolvable };
    });
  }
}
