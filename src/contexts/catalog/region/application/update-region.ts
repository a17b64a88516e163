import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { referredTo } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { REGION_FIELDS, type Region, type RegionPatch } from '../domain/region';
import { REGION_AUDIT } from '../domain/region-audit';
import { requireRegion } from './region-lookup';
import type { RegionView, RegionViews } from './region-views';

export interface UpdateRegionCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly languageCode: string;
  readonly patch: Omit<RegionPatch, 'parentRegionId'> & {
    /** The language code or the id of the region. Null removes the link. */
    readonly parent?: string | null;
  };
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateRegion {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly regions: ProjectResources<Region>,
    private readonly views: RegionViews,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws RegionNotFound for an unknown parent, and Invalid when the parent is the region itself or one below it. */
  execute({ actor, project: slug, languageCode, patch, expectedRevision }: UpdateRegionCommand): Promise<RegionView> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'region:write');
      const before = await requireRegion(this.regions, actor.tenantId, project.id, languageCode);
      const { parent, ...fields } = patch;
      const after = await revise(this.outbox, {
        what: 'Region',
        id: languageCode,
        expected: expectedRevision,
        before,
        change: async (region) => {
          const above = parent == null ? parent : await this.#above(region, parent);
          return region.change({ ...fields, ...(above === undefined ? {} : { parentRegionId: above }) }, this.clock.now());
        },
        save: (region) => this.regions.update(region),
        fact: { rule: REGION_AUDIT.update, actor, project: slug, path: [before.state.id], changes: REGION_FIELDS },
      });
      return this.views.ofOne(after);
    });
  }

  async #above(region: Region, parent: string): Promise<string> {
    const { tenantId, projectId } = region.state;
    const wanted = await referredTo(requireRegion(this.regions, tenantId, projectId, parent));
    const line = wanted.lineIn(await this.regions.listBy(tenantId, projectId, {}));
    region.refuseUnder(line);
    // The whole line is locked, because two concurrent changes, each valid by itself, could form a ring.
    for (const each of line) await this.regions.lock(each);
    return wanted.state.id;
  }
}
