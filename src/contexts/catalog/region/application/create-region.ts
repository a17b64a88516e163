import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import { referredTo } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { Region, REGION_FIELDS } from '../domain/region';
import { REGION_AUDIT } from '../domain/region-audit';
import { holdRegion } from './region-lookup';
import type { RegionView, RegionViews } from './region-views';

export interface CreateRegionCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  readonly languageCode: string;
  readonly name: string;
  /** The language code or the id of the region. */
  readonly parent: string | null;
  readonly timeZone: string;
  readonly notes: string;
}

export class CreateRegion {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly regions: ProjectResources<Region>,
    private readonly views: RegionViews,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Throws RegionNotFound for an unknown parent. */
  execute({ actor, project: slug, parent, languageCode, name, timeZone, notes }: CreateRegionCommand): Promise<RegionView> {
    return this.unitOfWork.run(async () => {
      const { tenantId } = actor;
      const project = await this.projects.require(actor, slug, 'region:write');
      const above = parent === null ? null : await referredTo(holdRegion(this.regions, tenantId, project.id, parent));
      const region = Region.create({
        id: this.ids.next(),
        tenantId,
        projectId: project.id,
        languageCode,
        name,
        parentRegionId: above?.state.id ?? null,
        timeZone,
        notes,
        now: this.clock.now(),
      });
      await this.regions.add(region);
      const path = [region.state.id];
      this.outbox.append(auditFact({ rule: REGION_AUDIT.create, actor, project: slug, path, changes: REGION_FIELDS }, null, region));
      return this.views.ofOne(region);
    });
  }
}
