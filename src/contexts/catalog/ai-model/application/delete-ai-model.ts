import type { Actor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { CatalogReferences } from '../../project/application/catalog-references.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { AI_MODEL_AUDIT, AI_MODEL_FIELDS, type AiModel } from '../domain/ai-model';

export interface DeleteAiModelCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly aiModelId: string;
  readonly expectedRevision?: ExpectedRevision;
}

export class DeleteAiModel {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly aiModels: ProjectResources<AiModel>,
    private readonly references: CatalogReferences,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** Removes the AI model and all references to it. Returns the model as it was. */
  execute({ actor, project: slug, aiModelId, expectedRevision }: DeleteAiModelCommand): Promise<AiModel> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'ai-model:write');
      const aiModel = await this.aiModels.require(actor.tenantId, project.id, aiModelId);
      requireRevision('AI model', aiModelId, aiModel.state, expectedRevision);
      // The lock comes first, so that nothing can begin to refer to the model.
      await this.aiModels.lock(aiModel);
      const versions = await this.references.dropAiModel(actor.tenantId, aiModelId);
      await this.aiModels.remove(aiModel);
      const details = { detached: { versions } };
      this.outbox.append(
        auditFact({ rule: AI_MODEL_AUDIT.delete, actor, project: slug, path: [aiModelId], changes: AI_MODEL_FIELDS, details }, aiModel),
      );
      return aiModel;
    });
  }
}
