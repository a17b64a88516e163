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
import { RagDocument, type RagDocumentState } from '../domain/rag-document';
import { RAG_DOCUMENT_AUDIT, ragDocumentChanges } from '../domain/rag-document-audit';
import type { RagDocumentView } from './rag-document-view';
import type { Region } from '../domain/region';

export interface CreateRagDocumentCommand extends Pick<
  RagDocumentState,
  'documentName' | 'category' | 'complianceReviewed' | 'piiRiskLevel' | 'lastReviewedBy'
> {
  readonly actor: Actor;
  /** Slug of the project. */
  readonly project: string;
  /** The language code or the id of the region. */
  readonly region: string | null;
}

export class CreateRagDocument {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly documents: ProjectResources<RagDocument>,
    private readonly regions: ProjectResources<Region>,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Throws RegionNotFound. */
  execute({ actor, project: slug, region: codeOrId, ...fields }: CreateRagDocumentCommand): Promise<RagDocumentView> {
    return this.unitOfWork.run(async () => {
      const { tenantId } = actor;
      const project = await this.projects.require(actor, slug, 'rag-document:write');
      const region = codeOrId === null ? null : await referredTo(holdRegion(this.regions, tenantId, project.id, codeOrId));
      const document = RagDocument.create({
        ...fields,
        id: this.ids.next(),
        tenantId,
        projectId: project.id,
        regionId: region?.state.id ?? null,
        now: this.clock.now(),
      });
      await this.documents.add(document);
      const path = [document.state.id];
      this.outbox.append(
        auditFact({ rule: RAG_DOCUMENT_AUDIT.create, actor, project: slug, path, changes: ragDocumentChanges }, null, document),
      );
      return { document, region };
    });
  }
}
