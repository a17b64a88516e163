import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import { referredTo } from '#shared/errors';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { holdRegion } from './region-lookup';
import { CULTURAL_DATA_FIELDS, CulturalData, refuseStrangeRegion } from '../domain/cultural-data';
import { CULTURAL_DATA_AUDIT } from '../domain/cultural-data-audit';
import type { CulturalDataView } from './cultural-data-view';
import type { Region } from '../domain/region';

export interface CreateCulturalDataCommand {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  readonly key: string;
  /** The language code or the id of the region. */
  readonly region: string;
  readonly style: string;
  readonly notes: string;
}

export class CreateCulturalData {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly culturalData: ProjectResources<CulturalData>,
    private readonly regions: ProjectResources<Region>,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Throws RegionNotFound. */
  execute(command: CreateCulturalDataCommand): Promise<CulturalDataView> {
    const { actor, project: slug, key, style, notes } = command;
    return this.unitOfWork.run(async () => {
      const { tenantId } = actor;
      const project = await this.projects.require(actor, slug, 'cultural-data:write');
      refuseStrangeRegion(command.region);
      const region = await referredTo(holdRegion(this.regions, tenantId, project.id, command.region));
      const entry = CulturalData.create({
        id: this.ids.next(),
        tenantId,
        projectId: project.id,
        regionId: region.state.id,
        key,
        style,
        notes,
        now: this.clock.now(),
      });
      await this.culturalData.add(entry);
      const path = [entry.state.id];
      this.outbox.append(
        auditFact({ rule: CULTURAL_DATA_AUDIT.create, actor, project: slug, path, changes: CULTURAL_DATA_FIELDS }, null, entry),
      );
      return { entry, region };
    });
  }
}
