import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { type CulturalData, CULTURAL_DATA_FIELDS, type CulturalDataPatch } from '../domain/cultural-data';
import { CULTURAL_DATA_AUDIT } from '../domain/cultural-data-audit';
import { requireCulturalData } from './cultural-data-lookup';
import type { CulturalDataView } from './cultural-data-view';
import type { Region } from '../domain/region';

export interface UpdateCulturalDataCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly key: string;
  readonly patch: CulturalDataPatch;
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateCulturalData {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly culturalData: ProjectResources<CulturalData>,
    private readonly regions: ProjectResources<Region>,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, key, patch, expectedRevision }: UpdateCulturalDataCommand): Promise<CulturalDataView> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'cultural-data:write');
      const { entry, region } = await requireCulturalData(this.culturalData, this.regions, actor.tenantId, project.id, key);
      const after = await revise(this.outbox, {
        what: 'Cultural data',
        id: key,
        expected: expectedRevision,
        before: entry,
        change: (before) => before.change(patch, this.clock.now()),
        save: (changed) => this.culturalData.update(changed),
        fact: { rule: CULTURAL_DATA_AUDIT.update, actor, project: slug, path: [entry.state.id], changes: CULTURAL_DATA_FIELDS },
      });
      return { entry: after, region };
    });
  }
}
