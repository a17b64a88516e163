import type { Actor } from '#shared/actor';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import type { ProjectResources } from '#shared/project-resources.port';
import { revise } from '#shared/revise';
import type { ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { AI_MODEL_AUDIT, AI_MODEL_FIELDS, type AiModel, type AiModelPatch } from '../domain/ai-model';

export interface UpdateAiModelCommand {
  readonly actor: Actor;
  readonly project: string;
  readonly aiModelId: string;
  readonly patch: AiModelPatch;
  readonly expectedRevision?: ExpectedRevision;
}

export class UpdateAiModel {
  constructor(
    private readonly projects: ProjectDirectory,
    private readonly aiModels: ProjectResources<AiModel>,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, aiModelId, patch, expectedRevision }: UpdateAiModelCommand): Promise<AiModel> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'ai-model:write');
      return revise(this.outbox, {
        what: 'AI model',
        id: aiModelId,
        expected: expectedRevision,
        before: await this.aiModels.require(actor.tenantId, project.id, aiModelId),
        change: (aiModel) => aiModel.change(patch, this.clock.now()),
        save: (aiModel) => this.aiModels.update(aiModel),
        fact: { rule: AI_MODEL_AUDIT.update, actor, project: slug, path: [aiModelId], changes: AI_MODEL_FIELDS },
      });
    });
  }
}
