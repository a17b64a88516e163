import type { Actor } from '#shared/actor';
import { changesBetween } from '#shared/changes';
import type { Clock } from '#shared/clock.port';
import type { Outbox } from '#shared/outbox.port';
import { requireRevision, type ExpectedRevision } from '#shared/revision';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { ProjectDirectory } from '../../project/application/project-directory.port';
import { AI_MODEL_FIELDS, AiModelNotFound, type AiModel, type AiModelPatch } from '../domain/ai-model';
import { AI_MODEL_AUDIT } from '../domain/ai-model-audit';
import type { AiModelRepository } from './ai-model-repository.port';

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
    private readonly aiModels: AiModelRepository,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  execute({ actor, project: slug, aiModelId, patch, expectedRevision }: UpdateAiModelCommand): Promise<AiModel> {
    return this.unitOfWork.run(async () => {
      const project = await this.projects.require(actor, slug, 'ai-model:write');
      const before = await this.aiModels.find(actor.tenantId, project.id, aiModelId);
      if (!before) throw new AiModelNotFound(aiModelId);
      requireRevision('AI model', aiModelId, before.state, expectedRevision);
      const after = before.change(patch, this.clock.now());
      const fact = {
        rule: AI_MODEL_AUDIT.update,
        actor,
        resource: { id: `${slug}/${aiModelId}`, revision: after.state.revision, projectId: slug },
        changes: changesBetween(before.state, after.state, AI_MODEL_FIELDS),
      };
      if (after === before) {
        this.outbox.unchanged(fact);
        return before;
      }
      await this.aiModels.update(after);
      this.outbox.append(fact);
      return after;
    });
  }
}
