import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { referredTo } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { Region, RegionPatch } from '../domain/region';
import { regionFact } from './region-fact';
import { requireRegion } from './region-lookup';
import type { RegionRepository } from './region-repository.port';
import type { RegionView, RegionViews } from './region-views';

export interface UpdateRegionCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly languageCode: string;
  readonly patch: Omit<RegionPatch, 'parentRegionId'> & {
    /** Language code or id; null detaches. */
    readonly parent?: string | null;
  };
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateRegion {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly regions: RegionRepository,
    private readonly views: RegionViews,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws RegionNotFound for an unknown parent, Invalid for the region itself or one below it. */
  execute(command: UpdateRegionCommand): Promise<RegionView> {
    const { actor, project: slug, languageCode, patch } = command;
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'region:write');
      const before = await requireRegion(this.regions, actor.tenantId, project.id, languageCode);
      requireRevision('Region', languageCode, before.state, command.expectedRevision);
      const { parent, ...fields } = patch;
      const above = parent == null ? parent : await this.#above(before, parent);
      const after = before.change({ ...fields, ...(above === undefined ? {} : { parentRegionId: above }) }, this.clock.now());
      const fact = regionFact('update', command, before, after);
      if (after === before) this.outbox.unchanged(fact);
      else {
        await this.regions.update(after);
        this.outbox.append(fact);
      }
      return this.views.ofOne(after);
    });
  }

  async #above(region: Region, parent: string): Promise<string> {
    const { tenantId, projectId } = region.state;
    const wanted = await referredTo(requireRegion(this.regions, tenantId, projectId, parent));
    const line = wanted.lineIn(await this.regions.list(tenantId, projectId));
    region.refuseUnder(line);
    // All of the line: two changes at once, each right by itself, could make a ring.
    for (const each of line) await this.regions.lock(each);
    return wanted.state.id;
  }
}
