import type { Actor } from '#shared/actor';
import type { Counts } from '#shared/audit';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import { culturalDataFact } from './cultural-data-fact';
import type { CulturalDataRepository } from './cultural-data-repository.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { ragDocumentFact } from './rag-document-fact';
import type { RagDocumentRepository } from './rag-document-repository.port';
import type { Region } from '../domain/region';
import { regionFact } from './region-fact';
import { holdRegion } from './region-lookup';
import type { RegionRepository } from './region-repository.port';

export interface DeleteRegionCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly languageCode: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteRegion {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly regions: RegionRepository,
    private readonly culturalData: CulturalDataRepository,
    private readonly documents: RagDocumentRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Its cultural data go with it; its children and RAG documents stay, without the link. Each is in the audit log. */
  execute(command: DeleteRegionCommand): Promise<void> {
    const { actor, project: slug, languageCode } = command;
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'region:write');
      const region = await holdRegion(this.regions, actor.tenantId, project.id, languageCode);
      requireRevision('Region', languageCode, region.state, command.expectedRevision);
      const detached = await this.#detach(region, command);
      const entries = await this.culturalData.ofRegions(actor.tenantId, project.id, [region.state.id]);
      for (const entry of entries) {
        await this.culturalData.remove(entry);
        this.outbox.append(culturalDataFact('delete', command, entry, null));
      }
      await this.regions.remove(region);
      const details = { removed: { culturalData: entries.length }, detached };
      this.outbox.append({ ...regionFact('delete', command, region, null), details });
    });
  }

  async #detach(region: Region, command: DeleteRegionCommand): Promise<Counts> {
    const now = this.clock.now();
    const children = await this.regions.childrenOf(region);
    for (const child of children) {
      const after = child.change({ parentRegionId: null }, now);
      await this.regions.update(after);
      this.outbox.append(regionFact('update', command, child, after));
    }
    const { tenantId, projectId, id } = region.state;
    const documents = await this.documents.ofRegion(tenantId, projectId, id);
    for (const document of documents) {
      const after = document.change({ regionId: null }, now);
      await this.documents.update(after);
      this.outbox.append(ragDocumentFact('update', command, document, after));
    }
    return { regions: children.length, ragDocuments: documents.length };
  }
}
