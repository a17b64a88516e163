import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { referredTo } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { holdRegion } from './region-lookup';
import type { RagDocument, RagDocumentPatch } from '../domain/rag-document';
import { RAG_DOCUMENT_AUDIT, ragDocumentChanges } from '../domain/rag-document-audit';
import { ragDocumentView, type RagDocumentView } from './rag-document-view';
import type { Region } from '../domain/region';

export interface UpdateRagDocumentCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly documentId: string;
  readonly patch: Omit<RagDocumentPatch, 'regionId'> & {
    /** The language code or the id of the region. Null removes the link. */
    readonly region?: string | null;
  };
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateRagDocument {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly documents: ProjectResources<RagDocument>,
    private readonly regions: ProjectResources<Region>,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws RegionNotFound. */
  execute({ actor, project: slug, documentId, patch, expectedRevision }: UpdateRagDocumentCommand): Promise<RagDocumentView> {
    return this.unitOfWork.run(async () => {
      const { tenantId } = actor;
      const project = await this.projects.require(actor, slug, 'rag-document:write');
      const { region, ...fields } = patch;
      const after = await revise(this.outbox, {
        what: 'RAG document',
        id: documentId,
        expected: expectedRevision,
        before: await this.documents.require(tenantId, project.id, documentId),
        change: async (document) => {
          const regionId = region == null ? region : (await referredTo(holdRegion(this.regions, tenantId, project.id, region))).state.id;
          return document.change({ ...fields, ...(regionId === undefined ? {} : { regionId }) }, this.clock.now());
        },
        save: (document) => this.documents.update(document),
        fact: { rule: RAG_DOCUMENT_AUDIT.update, actor, project: slug, path: [documentId], changes: ragDocumentChanges },
      });
      return ragDocumentView(this.regions, after);
    });
  }
}
