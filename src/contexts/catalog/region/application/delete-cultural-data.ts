import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { type CulturalData, CULTURAL_DATA_FIELDS } from '../domain/cultural-data';
import { CULTURAL_DATA_AUDIT } from '../domain/cultural-data-audit';
import { requireCulturalData } from './cultural-data-lookup';
import type { CulturalDataView } from './cultural-data-view';
import type { Region } from '../domain/region';

export interface DeleteCulturalDataCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly key: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteCulturalData {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly culturalData: ProjectResources<CulturalData>,
    private readonly regions: ProjectResources<Region>,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Returns the entry as it was. */
  execute({ actor, project: slug, key, expectedRevision }: DeleteCulturalDataCommand): Promise<CulturalDataView> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'cultural-data:write');
      const view = await requireCulturalData(this.culturalData, this.regions, actor.tenantId, project.id, key);
      requireRevision('Cultural data', key, view.entry.state, expectedRevision);
      await this.culturalData.remove(view.entry);
      const path = [view.entry.state.id];
      this.outbox.append(
        auditFact({ rule: CULTURAL_DATA_AUDIT.delete, actor, project: slug, path, changes: CULTURAL_DATA_FIELDS }, view.entry),
      );
      return view;
    });
  }
}
