import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import type { RegionRepository } from './region-repository.port';
import type { CulturalDataPatch } from '../domain/cultural-data';
import { culturalDataFact } from './cultural-data-fact';
import { requireCulturalData } from './cultural-data-lookup';
import type { CulturalDataRepository } from './cultural-data-repository.port';
import type { CulturalDataView } from './cultural-data-view';

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
    private readonly culturalData: CulturalDataRepository,
    private readonly regions: RegionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute(command: UpdateCulturalDataCommand): Promise<CulturalDataView> {
    const { actor, project: slug, key, patch } = command;
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'cultural-data:write');
      const { entry, region } = await requireCulturalData(this.culturalData, this.regions, actor.tenantId, project.id, key);
      requireRevision('Cultural data', key, entry.state, command.expectedRevision);
      const after = entry.change(patch, this.clock.now());
      const fact = culturalDataFact('update', command, entry, after);
      if (after === entry) this.outbox.unchanged(fact);
      else {
        await this.culturalData.update(after);
        this.outbox.append(fact);
      }
      return { entry: after, region };
    });
  }
}
