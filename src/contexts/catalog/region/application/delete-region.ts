import type { Actor } from '#shared/actor';
import type { Counts } from '#shared/audit';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { type CulturalData, CULTURAL_DATA_FIELDS } from '../domain/cultural-data';
import { CULTURAL_DATA_AUDIT } from '../domain/cultural-data-audit';
import { RAG_DOCUMENT_AUDIT, ragDocumentChanges } from '../domain/rag-document-audit';
import { REGION_FIELDS, type Region } from '../domain/region';
import { REGION_AUDIT } from '../domain/region-audit';
import type { RagDocument } from '../domain/rag-document';
import { holdRegion } from './region-lookup';

export interface DeleteRegionCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly languageCode: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteRegion {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly regions: ProjectResources<Region>,
    private readonly culturalData: ProjectResources<CulturalData>,
    private readonly documents: ProjectResources<RagDocument>,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Deletes its cultural data with it. Its children and RAG documents stay without the link. The audit log has an event for each. */
  execute({ actor, project: slug, languageCode, expectedRevision }: DeleteRegionCommand): Promise<void> {
    const by = { actor, project: slug };
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'region:write');
      const region = await holdRegion(this.regions, actor.tenantId, project.id, languageCode);
      requireRevision('Region', languageCode, region.state, expectedRevision);
      const detached = await this.#detach(region, by);
      const entries = await this.culturalData.listBy(actor.tenantId, project.id, { regionId: region.state.id });
      for (const entry of entries) {
        await this.culturalData.remove(entry);
        const path = [entry.state.id];
        this.outbox.append(auditFact({ ...by, rule: CULTURAL_DATA_AUDIT.delete, path, changes: CULTURAL_DATA_FIELDS }, entry));
      }
      await this.regions.remove(region);
      const details = { removed: { culturalData: entries.length }, detached };
      const path = [region.state.id];
      this.outbox.append(auditFact({ ...by, rule: REGION_AUDIT.delete, path, changes: REGION_FIELDS, details }, region));
    });
  }

  async #detach(region: Region, by: Pick<DeleteRegionCommand, 'actor' | 'project'>): Promise<Counts> {
    const now = this.clock.now();
    const children = await this.regions.listBy(region.state.tenantId, region.state.projectId, { parentRegionId: region.state.id });
    for (const child of children) {
      const after = child.change({ parentRegionId: null }, now);
      await this.regions.update(after);
      const path = [child.state.id];
      this.outbox.append(auditFact({ ...by, rule: REGION_AUDIT.update, path, changes: REGION_FIELDS }, child, after));
    }
    const { tenantId, projectId, id } = region.state;
    const documents = await this.documents.listBy(tenantId, projectId, { regionId: id });
    for (const document of documents) {
      const after = document.change({ regionId: null }, now);
      await this.documents.update(after);
      const path = [document.state.id];
      this.outbox.append(auditFact({ ...by, rule: RAG_DOCUMENT_AUDIT.update, path, changes: ragDocumentChanges }, document, after));
    }
    return { regions: children.length, ragDocuments: documents.length };
  }
}
