import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import { referredTo } from '#shared/errors';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { holdRegion } from './region-lookup';
import type { RegionRepository } from './region-repository.port';
import type { RagDocumentPatch } from '../domain/rag-document';
import { ragDocumentFact } from './rag-document-fact';
import type { RagDocumentRepository } from './rag-document-repository.port';
import { foundDocument, ragDocumentView, type RagDocumentView } from './rag-document-view';

export interface UpdateRagDocumentCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly documentId: string;
  readonly patch: Omit<RagDocumentPatch, 'regionId'> & {
    /** Language code or id; null detaches. */
    readonly region?: string | null;
  };
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateRagDocument {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly documents: RagDocumentRepository,
    private readonly regions: RegionRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Throws RegionNotFound. */
  execute(command: UpdateRagDocumentCommand): Promise<RagDocumentView> {
    const { actor, project: slug, documentId, patch } = command;
    return this.unitOfWork.run(async () => {
      const { tenantId } = actor;
      const project = await this.projects.require(actor, slug, 'rag-document:write');
      const before = foundDocument(await this.documents.find(tenantId, project.id, documentId), documentId);
      requireRevision('RAG document', documentId, before.state, command.expectedRevision);
      const { region, ...fields } = patch;
      const regionId = region == null ? region : (await referredTo(holdRegion(this.regions, tenantId, project.id, region))).state.id;
      const after = before.change({ ...fields, ...(regionId === undefined ? {} : { regionId }) }, this.clock.now());
      const fact = ragDocumentFact('update', command, before, after);
      if (after === before) this.outbox.unchanged(fact);
      else {
        await this.documents.update(after);
        this.outbox.append(fact);
      }
      return ragDocumentView(this.regions, after);
    });
  }
}
